#!/usr/bin/env bash
# Speaks the prompts of the voice menu: one µ-law WAV (8 kHz, mono) per prompt and language, with espeak-ng (voices kk, ru, en), and the manifest voices.tsv.
#
#   build/prompts.sh              makes the sounds whose text has changed, in the repository
#   build/prompts.sh --all        makes every sound anew
#   build/prompts.sh --to DIR --kk «ҚазСтандарт» --ru «КазСтандарт» --en KazStandard
#                                 speaks the prompts that name the organisation, for another one, into DIR: the folder for Channels:Phone:Voices
#   build/prompts.sh --samples    the same for what an invented caller says on the demo's phone (src/TrustLine.Api/Demo/Phone/Samples)
#
# Each sound is trimmed to 20 ms of silence at both ends, its pauses to 0.3 s, and brought to one level: -20 dBFS over its frames with speech, peaks below -1.5 dBFS.
# Needs: apt-get install espeak-ng sox python3. The tests need none of them: they hold text and sound together by their hashes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for part in espeak-ng sox python3; do
  command -v "$part" >/dev/null || { echo "$part is missing: apt-get install espeak-ng sox python3" >&2; exit 2; }
done
exec python3 - "$@" <<'PYTHON'
import argparse, array, concurrent.futures, hashlib, math, pathlib, struct, subprocess, sys

VOICES = {"kk": ("kk", 195), "ru": ("ru", 190), "en": ("en-gb", 185)}  # espeak-ng's voice and words a minute
DIGITS = 118  # Digits are written down while they are heard.
QUOTES = str.maketrans("", "", "«»")  # A name in quotation marks is said without a pause before it.
RATE, FRAME, EDGE, PAUSE = 8000, 160, 160, 15
TARGET, PEAK, GATE = -20.0, 10 ** (-1.5 / 20), 30.0

asked = argparse.ArgumentParser()
asked.add_argument("--all", action="store_true")
asked.add_argument("--to", type=pathlib.Path)
asked.add_argument("--samples", action="store_true")
asked.add_argument("--kk", default="«ҚазСтандарт»")
asked.add_argument("--ru", default="«КазСтандарт»")
asked.add_argument("--en", default="KazStandard")
asked = asked.parse_args()
HOME = pathlib.Path("src/TrustLine.Api/Demo/Phone/Samples" if asked.samples else "src/TrustLine.Channels/Phone/Prompts")


def texts(language):
    for line in (HOME / "Texts" / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        prompt, text = line.split("\t")
        if asked.to and "{organisation}" not in text:
            continue
        yield prompt, text.replace("{organisation}", getattr(asked, language))


def level(samples):
    """RMS in dBFS over the 20 ms frames that are within 30 dB of the loudest: pauses do not count."""
    frames = [sum(s * s for s in samples[i:i + FRAME]) / FRAME for i in range(0, len(samples) - FRAME + 1, FRAME)]
    loud = [f for f in frames if f > max(frames) / 10 ** (GATE / 10)]
    return 10 * math.log10(sum(loud) / len(loud))


def shortened(samples):
    """Without what of a pause is longer than 0.3 s."""
    kept, quiet = [], 0
    for i in range(0, len(samples), FRAME):
        frame = samples[i:i + FRAME]
        quiet = quiet + 1 if max(map(abs, frame)) < 0.004 else 0
        if quiet <= PAUSE:
            kept += frame
    return kept


def limited(s):
    """Straight up to half of full scale, then bent so that nothing passes the peak."""
    size = abs(s)
    return s if size <= 0.5 else math.copysign(0.5 + (PEAK - 0.5) * math.tanh((size - 0.5) / (PEAK - 0.5)), s)


def mu_law(s):
    """One sample of 16 bits by ITU-T G.711."""
    sign, s = (0x80, -s) if s < 0 else (0, s)
    s = min(s, 32635) + 132
    exponent = s.bit_length() - 8
    return ~(sign | exponent << 4 | s >> (exponent + 3) & 15) & 0xFF


def speak(prompt, language, text):
    voice, speed = VOICES[language]
    speed = DIGITS if prompt.startswith("ivr.digit.") else speed
    spoken = subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "--stdout", text.translate(QUOTES)], check=True, capture_output=True).stdout
    trim = ["silence", "1", "0.01", "0.4%", "reverse"] * 2
    raw = subprocess.run(["sox", "-D", "-t", "wav", "-", "-r", str(RATE), "-c", "1", "-t", "raw", "-e", "signed", "-b", "16", "-", "gain", "-6", "highpass", "120", *trim],
                         input=spoken, check=True, capture_output=True).stdout
    samples = [s / 32768 for s in array.array("h", raw)]
    for _ in range(4):  # The limiter takes a little away: level again.
        gain = 10 ** ((TARGET - level(samples)) / 20)
        samples = [limited(s * gain) for s in samples]
    samples = shortened(samples)
    silence = [0.0] * EDGE
    samples = silence + samples + silence
    data = bytes(mu_law(int(s * 32767)) for s in samples)
    pad = b"\0" if len(data) % 2 else b""
    body = b"WAVEfmt " + struct.pack("<IHHIIHHH", 18, 7, 1, RATE, RATE, 1, 8, 0) + b"fact" + struct.pack("<II", 4, len(data)) + b"data" + struct.pack("<I", len(data)) + data + pad
    return b"RIFF" + struct.pack("<I", len(body)) + body, round(len(data) * 1000 / RATE), level(samples)


def made(job):
    prompt, language, text = job
    digest = hashlib.sha256(text.encode()).hexdigest()
    file = folder / language / f"{prompt}.wav"
    before = known.get((prompt, language))
    if before and not asked.all and before[2] == digest and file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == before[3]:
        return before, False
    wav, length, loud = speak(prompt, language, text)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(wav)
    return [prompt, language, digest, hashlib.sha256(wav).hexdigest(), str(length), f"{loud:.1f}"], True


folder = asked.to or HOME / "Voices"
manifest = folder / "voices.tsv"
known = {}
if manifest.exists():
    for line in manifest.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        known[cells[0], cells[1]] = cells
jobs = [(prompt, language, text) for language in VOICES for prompt, text in texts(language)]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    done = list(pool.map(made, jobs))
wanted = {(prompt, language) for prompt, language, _ in jobs}
if not asked.to:
    for left in folder.glob("*/*.wav"):
        if (left.stem, left.parent.name) not in wanted:
            left.unlink()
manifest.write_text("id\tlanguage\ttext\tfile\tms\tdb\n" + "".join("\t".join(cells) + "\n" for cells, _ in done), encoding="utf-8")
print(f"{sum(new for _, new in done)} sounds made, {len(done)} in {folder}, {sum((folder / l / (p + '.wav')).stat().st_size for p, l in wanted) / 1e6:.1f} MB, {sum(int(c[4]) for c, _ in done) // 1000} s")
PYTHON
