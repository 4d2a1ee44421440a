// The simulated phone without this file works by posts alone; with it: the page turns without leaving, keys of the keyboard, the microphone.
"use strict";
(() => {
  const $ = selector => document.querySelector(selector);
  const page = () => $("#phone-page");

  // ---- each button's post turns only this part of the page; one after the other, so that fast keys arrive in their order
  let queue = Promise.resolve(), waiting = 0;
  const inTurn = work => {
    waiting++;
    page().setAttribute("aria-busy", "true");
    queue = queue.then(work).catch(() => location.reload()).finally(() => { if (!--waiting) page().removeAttribute("aria-busy"); });
  };
  async function send(name, value, form = $("#phone")) {
    const body = new FormData(form);
    body.append(name, value);
    const answer = await fetch(form.action, { method: "POST", body, credentials: "omit", cache: "no-store" });
    const turned = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#phone-page");
    if (!turned) throw new Error("no phone");
    const before = page().dataset.act;
    page().replaceWith(document.adoptNode(turned));
    const sound = $("#phone audio");
    sound?.play().catch(() => {}); // The browser may want a press of its own: the control is there.
    if (page().dataset.act !== before) $("#phone .summary, #h-says")?.focus({ preventScroll: false });
  }
  document.addEventListener("submit", event => {
    const button = event.submitter;
    if (event.target.id !== "phone" || !button || button.value === "language") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    inTurn(() => send(button.name, button.value));
  }, true);

  // ---- the keys of the keyboard are the keys of the phone
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9*#]$/.test(event.key) || event.target.closest("input:not([type=radio]), textarea, select")) return;
    event.preventDefault();
    inTurn(async () => { if ($(`button[value="key:${event.key}"]`)) await send("go", "key:" + event.key); });
  });

  // ---- the microphone: what was recorded becomes a WAV file of the telephone's rate and is chosen as the file
  let recorder;
  document.addEventListener("click", async event => {
    const button = event.target.closest("[data-mic]");
    if (!button) return;
    const say = text => { $("[data-mic-said]").textContent = text; };
    if (recorder) { recorder.stop(); return; }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const pieces = [];
      recorder = new MediaRecorder(stream);
      recorder.ondataavailable = piece => pieces.push(piece.data);
      recorder.onstop = async () => {
        stream.getTracks().forEach(track => track.stop());
        recorder = undefined;
        button.textContent = button.dataset.start;
        const chosen = new DataTransfer();
        chosen.items.add(new File([await wav(new Blob(pieces))], "voice.wav", { type: "audio/wav" }));
        $("#sound").files = chosen.files;
        $("input[name=say][value=own]").checked = true;
        say(button.dataset.done);
      };
      recorder.start();
      button.textContent = button.dataset.stop;
      say("");
    } catch {
      recorder = undefined;
      say(button.dataset.denied);
    }
  });

  async function wav(blob) {
    const heard = await new AudioContext().decodeAudioData(await blob.arrayBuffer());
    const narrow = new OfflineAudioContext(1, Math.max(1, Math.ceil(heard.duration * 8000)), 8000);
    const source = narrow.createBufferSource();
    source.buffer = heard;
    source.connect(narrow.destination);
    source.start();
    const samples = (await narrow.startRendering()).getChannelData(0);
    const file = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const word = (at, text) => [...text].forEach((letter, i) => file.setUint8(at + i, letter.charCodeAt(0)));
    word(0, "RIFF"); file.setUint32(4, 36 + samples.length * 2, true); word(8, "WAVEfmt ");
    file.setUint32(16, 16, true); file.setUint16(20, 1, true); file.setUint16(22, 1, true); file.setUint32(24, 8000, true); file.setUint32(28, 16000, true); file.setUint16(32, 2, true); file.setUint16(34, 16, true);
    word(36, "data"); file.setUint32(40, samples.length * 2, true);
    samples.forEach((sample, i) => file.setInt16(44 + i * 2, Math.max(-1, Math.min(1, sample)) * 32767, true));
    return file;
  }
})();
