/** Whether a field of a form differs from how the page came. */
export function hasEdits(form: HTMLFormElement): boolean {
  return [...form.elements].some(isEdited);
}

function isEdited(field: Element): boolean {
  if (field instanceof HTMLSelectElement) return isChosenAnew(field);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return false;
  switch (field.type) {
    case "checkbox":
    case "radio":
      return field.checked !== field.defaultChecked;
    case "file":
      return field.files!.length > 0;
    // Nobody types into these: a script sets them, and with them their default.
    case "hidden":
    case "submit":
    case "button":
      return false;
    default:
      return field.value !== field.defaultValue;
  }
}

/** Where no option is the chosen one by default, browsers choose the first. */
function isChosenAnew({ options, selectedIndex, multiple }: HTMLSelectElement): boolean {
  const all = [...options];
  if (multiple) return all.some((option) => option.selected !== option.defaultSelected);
  return selectedIndex !== Math.max(0, all.findLastIndex((option) => option.defaultSelected));
}
