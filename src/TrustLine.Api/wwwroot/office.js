// Small comforts of the staff's pages; every page works without them.
"use strict";

document.documentElement.classList.add("scripted");

// The error summary takes the focus, as after a form that was not taken.
document.querySelector(".summary")?.focus();

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// Words that were typed and not sent are not left by accident.
addEventListener("beforeunload", event => {
  const unsent = area => (area.value !== area.defaultValue || area.form?.querySelector(".preview")) && !area.readOnly && !area.form?.dataset.sent;
  if (![...document.querySelectorAll("textarea")].some(unsent)) return;
  event.preventDefault();
  setTimeout(alive); // Whoever stays can send again.
});
addEventListener("pageshow", alive);

// Re-sealing goes on by itself while the page is open; what it says is read out as it changes.
async function goOn(part) {
  for (let form = part.querySelector("form[data-goes-on]"); form; form = part.querySelector("form[data-goes-on]")) {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    const next = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(`[data-part=${part.dataset.part}]`) : null;
    if (!next) return; // The button is still there.
    if (!next.querySelector("form[data-goes-on]")) return part.replaceChildren(...next.childNodes);
    part.querySelector("[role=status]").textContent = next.querySelector("[role=status]").textContent;
    part.querySelector("progress").value = next.querySelector("progress").value;
  }
}
for (const part of document.querySelectorAll("[data-part]")) goOn(part);

function alive() { for (const form of document.forms) delete form.dataset.sent; }

// The inbox by keys. Places of keys, not letters: they stay the same under a Kazakh, Russian or English layout.
const keys = {
  KeyJ: () => move(1),
  KeyK: () => move(-1),
  KeyR: () => enter("text"),
  KeyN: () => enter("note"),
  KeyH: () => enter("h-history"),
  KeyU: () => document.getElementById("undo")?.click(),
  KeyZ: () => document.querySelector("a.alone")?.click(),
  Digit1: () => choose("1"), Digit2: () => choose("2"), Digit3: () => choose("3"),
  Slash: () => enter("q") || location.assign("/office/search"),
};

if (document.getElementById("keys")) addEventListener("keydown", event => {
  const writing = event.target.closest?.("textarea, select, dialog, input:not([type=radio], [type=checkbox])");
  if (writing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const help = event.key === "?" || (event.shiftKey && event.code === "Slash");
  const act = help ? () => document.getElementById("keys").showModal() : event.shiftKey ? null : keys[event.key === "/" ? "Slash" : event.code];
  if (!act) return;
  event.preventDefault();
  act();
});

// With the list folded away the neighbouring case opens at once.
function move(by) {
  const rows = [...document.querySelectorAll(".reports .line a")];
  const here = rows.includes(document.activeElement) ? document.activeElement : rows.find(row => row.ariaCurrent === "true");
  const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(here) + by))];
  if (next?.offsetParent) next.focus();
  else if (next && next !== here) next.click();
}

function enter(id) {
  const field = document.getElementById(id);
  if (!field?.offsetParent) return false;
  field.focus();
  return true;
}

// What stands needs no reason: the button that confirms is next. Anything else asks for words first.
function choose(key) {
  const boxes = [...document.querySelectorAll(`[name=decision][data-key="${key}"]`)];
  const box = boxes.find(b => b.dataset.stands) ?? boxes.find(b => b.checked) ?? boxes[0];
  if (!box) return;
  box.checked = true;
  document.getElementById(box.dataset.stands ? "decide-next" : "reason").focus();
}

// A question or a ready text goes into the reply on the spot; a question makes the case wait for the answer.
for (const button of document.querySelectorAll("[data-words]")) button.addEventListener("click", event => {
  const { text, asks } = button.form.elements;
  event.preventDefault();
  if (!text.value.includes(button.dataset.words)) text.value = text.value.trim() ? `${text.value.trimEnd()}\n${button.dataset.words}` : button.dataset.words;
  if (button.dataset.asks) asks.checked = true;
  text.focus();
  text.scrollIntoView({ block: "nearest" });
});

// Words selected in a text of the case are offered to be hidden; pressing leads to the look at all their places.
const picked = document.getElementById("picked");
if (picked) {
  const { markwords } = document.querySelector("form.marks").elements;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const text = selection.rangeCount > 0 && selection.getRangeAt(0).commonAncestorContainer;
    const words = text && (text.closest ? text : text.parentElement).closest(".case .story, .case .files a") ? selection.toString().trim() : "";
    picked.hidden = words.length < 2 || words.length > 200;
    picked.words = words;
  });
  picked.addEventListener("pointerdown", event => event.preventDefault()); // The selection stays.
  picked.addEventListener("click", () => {
    markwords.value = picked.words;
    markwords.form.requestSubmit();
  });
}

// The seconds in which the last act can be undone run down in sight; afterwards the reporter is shown what was held back.
const undo = document.querySelector("[data-seconds]");
if (undo) {
  let left = Number(undo.dataset.seconds);
  const clock = setInterval(() => {
    undo.querySelector("[data-left]").textContent = String(--left);
    if (left > 0) return;
    clearInterval(clock);
    if (undo.contains(document.activeElement)) document.getElementById("main").focus();
    undo.remove();
    for (const badge of document.querySelectorAll(".badge.held")) badge.remove();
  }, 1000);
}

// News: the two panes beside the case are renewed when the service says that something in them has changed. Nobody's place or focus is lost.
const sides = document.getElementById("sides");
if (sides) {
  const list = sides.querySelector(".list");
  const current = list.querySelector(".current");
  if (current && list.scrollHeight > list.clientHeight) list.scrollTop = current.offsetTop - list.offsetTop - 60;
  const clock = setInterval(news, 15000);
  document.addEventListener("visibilitychange", news);

  async function news() {
    if (document.hidden) return;
    const place = new URLSearchParams(sides.dataset.place);
    place.set("stamp", sides.dataset.stamp);
    if (sides.dataset.open) place.set("open", sides.dataset.open);
    const answer = await fetch("/office/reports/news?" + place, { redirect: "manual" }).catch(() => null);
    if (answer?.type === "opaqueredirect") {
      clearInterval(clock);
      say("out", "");
    }
    if (answer?.status !== 200) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("sides");
    if (fresh) renew(list, fresh);
  }

  function renew(list, fresh) {
    const known = new Set([...list.querySelectorAll("[data-id]")].map(row => row.dataset.id));
    const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    list.replaceChildren(...fresh.querySelector(".list").childNodes);
    const came = [...list.querySelectorAll("[data-id]")].filter(row => !known.has(row.dataset.id));
    for (const row of came) row.classList.add("fresh");
    if (focused) [...list.querySelectorAll("a")].find(a => a.getAttribute("href") === focused)?.focus();
    for (const view of fresh.querySelectorAll("[data-view]")) {
      const here = sides.querySelector(`[data-view="${view.dataset.view}"]`);
      here.className = view.className;
      here.querySelector("[data-count]").textContent = view.querySelector("[data-count]").textContent;
    }
    sides.dataset.stamp = fresh.dataset.stamp;
    if (came.length > 0) say("text", came.length);
  }
}

function say(which, count) {
  const place = document.getElementById("news");
  place.classList.toggle("vh", which !== "out");
  place.textContent = place.dataset[which].replace("{0}", count);
}

// While reports are still being read in, what was searched for is asked again by itself.
async function ask() {
  const found = document.getElementById("found");
  const form = document.querySelector("main .searchfor");
  if (!found?.dataset.incomplete || !form.q.defaultValue || form.q.value !== form.q.defaultValue) return;
  const answer = await fetch(form.action, { method: "POST", redirect: "manual", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (answer?.status !== 200) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("found");
  if (!fresh || found.contains(document.activeElement)) return;
  found.replaceWith(fresh);
  setTimeout(ask, 3000);
}
setTimeout(ask, 3000);
// A page that closes by itself counts down; left or come back to, it shows nothing.
const shown = document.querySelector("[data-shown]");
if (shown) {
  const left = shown.querySelector("[data-left]");
  const tick = () => {
    const seconds = Math.max(0, Math.round((shown.dataset.until - Date.now()) / 1000));
    left.textContent = `${left.dataset.left} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds === 0) location.reload();
  };
  tick();
  setInterval(tick, 1000);
  addEventListener("pagehide", () => document.querySelector("main").replaceChildren());
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
}

// A call that was put through to this operator opens its page by itself.
const ring = document.querySelector("[data-ring]");
if (ring) {
  const listen = async () => {
    const answer = await fetch(ring.dataset.ring, { redirect: "manual" }).catch(() => null);
    if (answer?.type === "opaqueredirect") return location.reload(); // The session is over, and the duty with it.
    if (answer?.status === 200) ring.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    const opens = ring.querySelector("[data-opens]");
    if (opens) opens.submit();
    else setTimeout(listen, 3000);
  };
  listen();
}

// What an operator types is kept as it is typed, and what is still missing is renewed; a chosen scan goes at once.
const desk = document.querySelector("form[data-desk]");
if (desk) {
  let clock, keeping = Promise.resolve();
  const keep = async () => {
    if (desk.dataset.sent) return;
    const typed = new FormData(desk);
    typed.delete("files");
    const answer = await fetch(desk.dataset.desk, { method: "POST", redirect: "manual", body: new URLSearchParams(typed) }).catch(() => null);
    if (answer?.status !== 200) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("missing");
    const here = document.getElementById("missing");
    if (fresh && here && fresh.innerHTML !== here.innerHTML) here.replaceChildren(...fresh.childNodes);
    const saved = desk.querySelector("[data-saved]");
    if (saved && !saved.textContent) saved.textContent = saved.dataset.said;
  };
  desk.addEventListener("input", event => {
    if (event.target.type === "file") return;
    event.target.closest(".line-to-say")?.classList.toggle("said", event.target.checked);
    clearTimeout(clock);
    clock = setTimeout(() => { keeping = keeping.then(keep); }, 1200);
  });
  desk.addEventListener("submit", () => clearTimeout(clock));
  desk.querySelector("input[type=file]")?.addEventListener("change", () => desk.requestSubmit(desk.querySelector("[data-attach]")));
}

// A voice slower or faster, for whoever writes down what it says.
for (const player of document.querySelectorAll("audio[data-speed]")) {
  const row = Object.assign(document.createElement("div"), { className: "speeds", role: "group", ariaLabel: player.dataset.speed });
  for (const speed of [0.75, 1, 1.25, 1.5, 2]) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain small", textContent: `×${speed.toLocaleString(document.documentElement.lang)}`, ariaPressed: String(speed === 1) });
    button.addEventListener("click", () => {
      player.playbackRate = player.defaultPlaybackRate = speed;
      for (const other of row.children) other.ariaPressed = String(other === button);
    });
    row.append(button);
  }
  player.after(row);
}
