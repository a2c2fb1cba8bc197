// Runs a query from the editor page and shows its answer below, without leaving the page.

interface Term {
  type: string;
  value: string;
}

interface Results {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Term>[] };
}

const MOST_ROWS = 1000;
const GRAPH = /^\s*(?:(?:PREFIX|BASE)\b[^\n]*\n|#[^\n]*\n|\s)*(?:CONSTRUCT|DESCRIBE)\b/i;

export function editor(): void {
  const form = document.querySelector<HTMLFormElement>("#editor");
  const results = document.getElementById("results");
  const query = document.querySelector<HTMLTextAreaElement>("#query");
  if (!form || !results || !query) return;
  const example = document.querySelector<HTMLSelectElement>("#example");
  if (example) {
    example.hidden = false;
    example.addEventListener("change", () => {
      if (example.value) query.value = example.value;
    });
  }
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    const format = form.querySelector<HTMLSelectElement>("#format")?.value;
    if (format !== "json") return; // other formats are for saving: the endpoint gives them as they are
    event.preventDefault();
    const release = form.querySelector<HTMLSelectElement>("#release")?.value;
    void run(query.value, results, form.dataset["base"] ?? "", release ? `?release=${encodeURIComponent(release)}` : "");
  });
}

async function run(query: string, results: HTMLElement, base: string, release: string): Promise<void> {
  results.replaceChildren(paragraph("status", "Running …"));
  const began = performance.now();
  const accept = GRAPH.test(query) ? "text/turtle" : "application/sparql-results+json";
  try {
    const response = await fetch(`/sparql${release}`, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: `${accept}, application/problem+json;q=0.1` },
      body: query,
    });
    const seconds = `${((performance.now() - began) / 1000).toFixed(2)} s`;
    const type = response.headers.get("Content-Type") ?? "";
    if (!response.ok) results.replaceChildren(problem(await response.json()));
    else if (type.includes("json") && !type.includes("ld+json")) results.replaceChildren(...answer(await response.json(), seconds, base));
    else results.replaceChildren(paragraph("status", seconds), preformatted(await response.text()));
  } catch (error) {
    results.replaceChildren(paragraph("warning", `No answer: ${String(error)}`));
  }
}

function answer(results: Results, seconds: string, base: string): HTMLElement[] {
  if (results.boolean !== undefined) return [paragraph("status", `${results.boolean ? "Yes" : "No"} · ${seconds}`)];
  const rows = results.results?.bindings ?? [];
  const shown = rows.length > MOST_ROWS ? `, the first ${MOST_ROWS} of them shown` : "";
  const status = paragraph("status", `${rows.length} ${rows.length === 1 ? "row" : "rows"}${shown} · ${seconds}`);
  return rows.length ? [status, table(results.head.vars ?? [], rows.slice(0, MOST_ROWS), base)] : [status];
}

function table(columns: string[], rows: Record<string, Term>[], base: string): HTMLElement {
  const element = document.createElement("table");
  const head = element.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    head.append(cell);
  }
  const body = element.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const column of columns) line.insertCell().append(written(row[column], base));
  }
  const scroll = document.createElement("div");
  scroll.className = "scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Rows");
  scroll.append(element);
  return scroll;
}

function written(term: Term | undefined, base: string): Node {
  if (term?.type !== "uri" || !/^https?:\/\//.test(term.value)) return document.createTextNode(term?.value ?? "");
  const link = document.createElement("a");
  const ours = base !== "" && term.value.startsWith(`${base}/`);
  link.href = ours ? term.value.slice(base.length) : term.value;
  link.textContent = ours ? term.value.slice(base.length + 1) : term.value;
  return link;
}

function problem(body: { title?: string; detail?: string }): HTMLElement {
  return paragraph("warning", [body.title, body.detail].filter(Boolean).join(": "));
}

function paragraph(name: string, text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  return element;
}

function preformatted(text: string): HTMLElement {
  const element = document.createElement("pre");
  element.className = "code";
  element.tabIndex = 0;
  element.textContent = text;
  return element;
}
