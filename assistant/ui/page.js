// Runs when the conversation (a gr.HTML) is mounted: `element`, `trigger` and `watch` come from it.
const pane = () => document.querySelector("#evidence .evidence");
let opener = null;

document.documentElement.lang = "zh-CN"; // gradio declares its pages as English
element.setAttribute("role", "log");
element.setAttribute("aria-label", "对话");

function close() {
  const open = pane();
  if (!open) return;
  open.classList.remove("open");
  open.querySelector("h2").textContent = "原文出处";
  open.querySelector(".content").replaceChildren();
  element.querySelectorAll(".active").forEach((node) => node.classList.remove("active"));
  opener = null;
}

function show(target, from) {
  const source = document.getElementById(target);
  const open = pane();
  if (!source || !open) return;
  close();
  opener = from;
  open.classList.add("open");
  open.querySelector("h2").textContent = `原文出处 [${source.dataset.mark}]`;
  const content = open.querySelector(".content");
  content.replaceChildren(...source.cloneNode(true).childNodes);
  element.querySelectorAll(`[data-cite="${target}"]`).forEach((n) => n.classList.add("active"));
  const passage = content.querySelector(".passage");
  const quote = content.querySelector("mark");
  // Not scrollIntoView: that would move the conversation as well.
  passage.scrollTop = quote.offsetTop - passage.offsetTop - passage.clientHeight / 4;
  open.querySelector("h2").focus({ preventScroll: true });
}

element.addEventListener("click", (event) => {
  const cite = event.target.closest("[data-cite]");
  if (cite) {
    event.preventDefault();
    show(cite.dataset.cite, cite);
    return;
  }
  const ask = event.target.closest("[data-ask]");
  if (ask && !element.querySelector(".waiting")) trigger("ask", { text: ask.dataset.ask });
});

element.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches("a[data-cite]")) {
    event.preventDefault();
    event.target.click();
  }
});

function dismiss() {
  const back = opener;
  close();
  if (back && back.isConnected) back.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) dismiss();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") dismiss();
});

// A new question or a cleared page: what the pane shows belongs to an earlier answer.
watch("value", () => {
  close();
  const last = [...element.querySelectorAll(".turn")].pop();
  if (last) last.scrollIntoView({ block: "start" });
});
