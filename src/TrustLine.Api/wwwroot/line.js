// The reporter's pages without this file do everything; with it: files in numbered pieces, a counter of the room left, drafts kept every 20 seconds, a quick way out.
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  document.documentElement.classList.add("on");

  // ---- leave quickly: the click, or Esc three times within a second and a half
  const exit = $("#exit");
  const leave = event => {
    event?.preventDefault();
    document.title = "egov.kz";
    document.body.hidden = true;
    location.replace(exit.href);
  };
  if (exit) {
    exit.addEventListener("click", leave);
    let taps = [];
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape") { taps = []; return; }
      taps = [...taps.filter(t => event.timeStamp - t < 1500), event.timeStamp];
      if (taps.length > 2) leave();
    });
  }

  $(".summary")?.focus();
  $("[data-print]")?.addEventListener("click", () => print());

  // ---- room left for the story: bounded in bytes, said in letters as long as those typed so far
  const counter = $("[data-counter]");
  if (counter) {
    const area = document.getElementById(counter.dataset.counter);
    const most = Number(area.dataset.bytes);
    const count = () => {
      const left = most - new TextEncoder().encode(area.value).length;
      const say = left < 0 ? "saidOver" : left < most / 5 ? "saidLeft" : "saidMany";
      const letters = Math.ceil(Math.abs(left) * area.value.length / (most - left));
      counter.textContent = counter.dataset[say].replace("{count}", letters.toLocaleString(document.documentElement.lang));
      counter.classList.toggle("error", left < 0);
    };
    area.addEventListener("input", count);
    count();
  }

  // Files on their way, and whether the page has been sent.
  let waiting = 0, sending = false;

  const form = $("form[data-token]");
  if (!form) { guard(document.forms[0]); return; }
  const token = form.dataset.token;
  const files = $("[data-files]");

  // Requests of this page follow one another: a draft is never overtaken by an older one.
  let queue = Promise.resolve();
  const inTurn = work => (queue = queue.then(work, work));
  const post = (path, body) => fetch(path, { method: "POST", body, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
  const here = form.getAttribute("action");

  // ---- what is typed is kept
  const saved = $("[data-saved]");
  if (saved) {
    let kept = typed();
    setInterval(() => inTurn(async () => {
      const now = typed();
      if (now === kept || sending) return;
      const body = new FormData(form);
      body.delete("files");
      if ((await post(here + "/draft", body).catch(() => null))?.ok) {
        kept = now;
        saved.textContent = saved.dataset.said;
      }
    }), 20000);
  }
  function typed() {
    return JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  }

  // ---- files in numbered pieces, each with its SHA-256; a piece that failed is sent again
  if (files && window.crypto?.subtle) {
    const said = files.dataset;
    const chooser = $("input[type=file]", files);
    const attached = $("[data-attached]");
    chooser.addEventListener("change", () => {
      const chosen = [...chooser.files];
      chooser.value = "";
      for (const file of chosen) {
        if (attached.querySelectorAll("li:not([data-failed])").length >= Number(said.many)) { row(file, said.saidMany); continue; }
        if (file.size > Number(said.largest)) { row(file, said.saidLarge); continue; }
        send(file);
      }
    });

    function row(file, trouble) {
      let list = $("ul", attached);
      if (!list) {
        list = document.createElement("ul");
        list.className = "list";
        attached.append(list);
      }
      const line = document.createElement("li");
      const name = document.createElement("bdi");
      name.className = "name";
      name.textContent = file.name;
      const words = document.createElement("div");
      words.className = "wide hint";
      const title = document.createElement("div");
      title.append(name);
      line.append(title, words);
      if (trouble) {
        line.dataset.failed = "";
        words.className = "wide error";
        words.textContent = trouble;
      }
      list.append(line);
      return { line, name, words };
    }

    function send(file) {
      const { line, name, words } = row(file);
      const bar = document.createElement("progress");
      bar.max = 100;
      bar.value = 0;
      bar.className = "wide";
      words.textContent = said.saidSending.replace("{percent}", "0");
      line.append(bar);
      waiting++;
      inTurn(async () => {
        try {
          const { upload, piece, size } = await (await sure("begin", { name: file.name, type: file.type, length: file.size })).json();
          name.after(Object.assign(document.createElement("span"), { className: "soft", textContent: " " + size }));
          for (let number = 0, from = 0; from < file.size; number++, from += piece) {
            const bytes = await file.slice(from, from + piece).arrayBuffer();
            await sure("piece", { upload, number, sha256: hex(await crypto.subtle.digest("SHA-256", bytes)), bytes: new Blob([bytes]) });
            bar.value = Math.min(100, Math.round((from + piece) / file.size * 100));
            words.textContent = said.saidSending.replace("{percent}", bar.value);
          }
          const taken = await (await sure("finish", { upload })).json();
          bar.remove();
          words.className = "wide hash";
          words.textContent = "SHA-256: " + taken.sha256;
          const drop = document.createElement("button");
          drop.className = "text";
          drop.name = "go";
          drop.value = "drop:" + taken.id;
          drop.formNoValidate = true;
          drop.textContent = said.saidDrop;
          line.insertBefore(drop, words);
          if (taken.note) words.before(Object.assign(document.createElement("div"), { className: "wide hint", textContent: taken.note }));
        } catch (trouble) {
          bar.remove();
          line.dataset.failed = "";
          words.className = "wide error";
          words.textContent = trouble.message === "507" ? said.saidNoroom : said.saidBroken;
        } finally {
          waiting--;
        }
      });
    }

    async function sure(act, fields) {
      for (let attempt = 0; ; attempt++) {
        const body = new FormData();
        body.append("token", token);
        body.append("act", act);
        for (const [name, value] of Object.entries(fields)) body.append(name, value);
        const answer = await post(here + "/files", body).catch(() => null);
        if (answer?.ok) return answer;
        if (answer?.status === 507) throw new Error("507"); // No room for files: trying again would not make any.
        if (attempt === 5 || (answer && answer.status < 500)) throw new Error(act);
        await new Promise(done => setTimeout(done, 500 << attempt));
      }
    }
    const hex = buffer => [...new Uint8Array(buffer)].map(b => b.toString(16).padStart(2, "0")).join("");
  }

  // ---- sent once, and only when all files have arrived and the last draft is kept
  guard(form);
  function guard(target) {
    target?.addEventListener("submit", event => {
      if (sending) { event.preventDefault(); return; }
      if (waiting) {
        event.preventDefault();
        $("[data-saved]").textContent = files.dataset.saidWait;
        return;
      }
      sending = true;
      for (const button of document.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
    });
    // Back from the browser's memory: the page is alive again.
    addEventListener("pageshow", () => {
      sending = false;
      for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
    });
  }
})();
