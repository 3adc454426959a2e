// One click says right or wrong of a row in a list; without this script the form is sent as a page.
"use strict";
(() => {
  const form = document.getElementById("quick");
  if (!form) return;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.prepend(said);
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button || button.name !== "decision") return;
    event.preventDefault();
    const item = button.closest("li"), old = item.querySelector(".refused");
    if (old) old.remove();
    const body = new URLSearchParams(new FormData(form));
    body.set("decision", button.value);
    let told = {}, kept = false;
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
      kept = answer.ok;
      told = answer.headers.get("content-type").includes("json") ? await answer.json() : { fel: await answer.text() };
    } catch (error) { told = { fel: String(error) }; }
    if (kept) {
      item.classList.remove("said-right", "said-wrong", "said-edit");
      item.classList.add("said-" + button.className);
      for (const one of item.querySelectorAll(".quick button")) one.setAttribute("aria-pressed", String(one === button));
      said.textContent = told.sparat;
    } else {
      const problem = document.createElement("p");
      problem.className = "refused";
      problem.setAttribute("role", "alert");
      problem.textContent = told.fel;
      item.append(problem);
    }
  });
})();
