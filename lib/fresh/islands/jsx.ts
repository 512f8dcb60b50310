export { Fragment as __Fragment, h as __h } from "preact";
