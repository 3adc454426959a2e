// The article page: stepping through evidence, what hovering shows, selecting something that was missed.
"use strict";
(() => {
  const source = document.getElementById("source");
  const cards = JSON.parse(document.getElementById("cards").textContent);
  const marks = [...source.querySelectorAll("mark[data-rows]")];
  const rowsOf = (mark) => mark.dataset.rows.split(" ").map(Number);

  // Stepping: one stop for each row, at the first mark that shows it.
  const stops = [], seen = new Set();
  for (const mark of marks) for (const row of rowsOf(mark)) if (!seen.has(row)) { seen.add(row); stops.push({ mark, row }); }
  let at = stops.findIndex((stop) => stop.mark.classList.contains("chosen"));
  const hidden = (row) => document.body.classList.contains("hide-" + cards[row][0]);
  const go = (step) => {
    if (!stops.length) return;
    for (let tries = 0; tries < stops.length; tries++) {
      at = (at + step + stops.length) % stops.length;
      if (!hidden(stops[at].row)) break;
    }
    document.querySelectorAll(".chosen").forEach((e) => e.classList.remove("chosen"));
    for (const mark of marks) if (rowsOf(mark).includes(stops[at].row)) mark.classList.add("chosen");
    stops[at].mark.scrollIntoView({ block: "center" });
    const item = document.querySelector(`.evidence li[data-number="${stops[at].row}"]`);
    if (item) { item.classList.add("chosen"); item.scrollIntoView({ block: "nearest" }); }
  };
  for (const [id, step] of [["previous", -1], ["next", 1]]) {
    const button = document.getElementById(id);
    button.hidden = !stops.length;
    button.addEventListener("click", () => go(step));
  }
  // Single keys can be switched off: who dictates, or types with a tremor, hits them unawares.
  const shortcuts = document.getElementById("shortcuts");
  shortcuts.checked = localStorage.getItem("shortcuts") !== "off";
  shortcuts.addEventListener("change", () => localStorage.setItem("shortcuts", shortcuts.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") card.hidden = true;
    if (!shortcuts.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "n" || event.key === "j") go(1);
    if (event.key === "p" || event.key === "k") go(-1);
    // R and F (right, fel) say so of the evidence that N and P have reached.
    const verdict = { r: "right", f: "wrong" }[event.key];
    if (verdict) document.querySelector(`.evidence li.chosen .quick .${verdict}`)?.click();
  });

  // What hovering shows; a click goes to the row that stands on the fewest words here.
  const card = document.getElementById("card");
  document.body.append(card);
  const size = new Map();
  for (const mark of marks) for (const row of rowsOf(mark)) size.set(row, (size.get(row) || 0) + mark.textContent.length);
  source.addEventListener("mousemove", (event) => {
    const mark = event.target.closest("mark[data-rows]");
    if (!mark) { card.hidden = true; return; }
    card.replaceChildren(...rowsOf(mark).slice(0, 6).map((row) => {
      const one = document.createElement("div");
      one.className = "one";
      cards[row][1].forEach((line, i) => { const p = document.createElement(i ? "p" : "strong"); p.textContent = line; one.append(p); });
      return one;
    }));
    card.hidden = false;
    const box = card.getBoundingClientRect();
    card.style.left = Math.min(event.clientX + 14, innerWidth - box.width - 8) + "px";
    card.style.top = (event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 10 : event.clientY + 18) + "px";
  });
  source.addEventListener("mouseleave", () => { card.hidden = true; });
  source.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-rows]");
    if (!mark || String(getSelection()).length) return;
    const row = rowsOf(mark).sort((a, b) => size.get(a) - size.get(b))[0];
    location.href = cards[row][2];
  });
  for (const box of document.querySelectorAll(".legend input[data-kind]")) {
    box.addEventListener("change", () => document.body.classList.toggle("hide-" + box.dataset.kind, !box.checked));
    if (!box.checked) document.body.classList.add("hide-" + box.dataset.kind);
  }

  // Something missed: the offsets of the selection in the source, in characters.
  const missed = document.getElementById("missed");
  if (!missed) return;
  const form = missed.querySelector("form"), table = form.elements.table;
  const length = (text) => [...text].length;
  const show = () => {
    for (const set of form.querySelectorAll("fieldset")) { set.hidden = set.dataset.table !== table.value; set.disabled = set.hidden; }
  };
  table.addEventListener("change", show);
  show();
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!source.contains(range.startContainer) || !source.contains(range.endContainer)) return;
    const text = range.toString(), before = document.createRange();
    before.setStart(source, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const left = text.length - text.trimStart().length, words = text.trim();
    const start = length(before.toString()) + length(text.slice(0, left));
    form.elements.text.value = words;
    form.elements.start.value = start;
    form.elements.end.value = start + length(words);
    missed.open = true;
  });
})();
