import type { PageProps } from "$fresh/server.ts";

export default function Layout({ Component, state }: PageProps) {
  return (
    <div class="mx-auto max-w-screen-md p-4">
      <header class="flex justify-between border-b py-2">
        <a class="font-bold" href="/">Bench</a>
        <nav class="flex gap-4">
          <a href="/about">About</a>
          <a href="/contact">{state.greeting as string}</a>
        </nav>
      </header>
      <Component />
    </div>
  );
}
