// Shows together what belongs together: an attribution in the list, and its source, cue and content in the text.

export function sayings(): void {
  const list = document.querySelector(".sayings");
  const text = document.getElementById("text");
  if (!list || !text) return;
  for (const root of [list, text]) {
    for (const event of ["pointerover", "focusin"]) root.addEventListener(event, (happened) => light(happened.target));
    for (const event of ["pointerleave", "focusout"]) root.addEventListener(event, () => light(null));
  }
  // A click on the words of a claim that are no link leads to its entry.
  text.addEventListener("click", (happened) => {
    const target = happened.target as Element;
    const number = numbersOf(target)[0];
    if (number && !target.closest("a") && !getSelection()?.toString()) location.hash = `said-${number}`;
  });
}

function numbersOf(target: EventTarget | null): string[] {
  const marked = target instanceof Element ? target.closest("[data-said]") : null;
  return marked?.getAttribute("data-said")?.split(" ") ?? [];
}

function light(target: EventTarget | null): void {
  for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
  for (const number of numbersOf(target)) {
    for (const element of document.querySelectorAll(`[data-said~="${number}"]`)) element.classList.add("lit");
  }
}
