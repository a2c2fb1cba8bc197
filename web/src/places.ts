// Shows the place in the text that the address names: #passage-10-13 or, as RFC 5147 writes it, #char=10,13.
// Offsets are code points of the text, which is exactly what the element holds.

const ADDRESS = /^#(?:passage-(\d+)-(\d+)|char=(\d+),(\d+))$/;

export function places(): void {
  const text = document.getElementById("text");
  if (!text) return;
  const show = () => {
    const found = ADDRESS.exec(decodeURIComponent(location.hash));
    if (found) showPlace(text, Number(found[1] ?? found[3]), Number(found[2] ?? found[4]));
    else unmark(text);
  };
  addEventListener("hashchange", show);
  show();
}

function unmark(text: HTMLElement): void {
  for (const element of text.querySelectorAll(".here")) element.classList.remove("here");
  if ("highlights" in CSS) CSS.highlights.delete("here");
}

function showPlace(text: HTMLElement, start: number, end: number): void {
  unmark(text);
  const pieces = text.querySelectorAll(`[data-at="${start}-${end}"]`);
  for (const piece of pieces) piece.classList.add("here");
  const range = pieces.length ? undefined : rangeOf(text, start, end);
  if (range && "highlights" in CSS) CSS.highlights.set("here", new Highlight(range));
  const place = pieces[0] ?? range?.startContainer.parentElement;
  place?.scrollIntoView({ block: "center" });
}

// The DOM counts UTF-16 units, passages count code points.
function rangeOf(text: HTMLElement, start: number, end: number): Range | undefined {
  const range = document.createRange();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let before = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const points = Array.from(node.nodeValue ?? "");
    const units = (offset: number) => points.slice(0, offset - before).join("").length;
    const after = before + points.length;
    if (!begun && start < after) {
      range.setStart(node, units(start));
      begun = true;
    }
    if (begun && end <= after) {
      range.setEnd(node, units(end));
      return range;
    }
    before = after;
  }
  return undefined;
}
