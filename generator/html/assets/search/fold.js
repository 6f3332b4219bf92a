/* Folding: what looks or sounds the same when typed becomes the same text. Used for the index and for the question alike.
   Lower case; Thai digits to Arabic; zero-width characters and ฯ dropped; ํ + า to ำ; เ + เ to แ; tone marks after the
   vowel; one space only between two words that are not Thai, so that spaces around Thai words, ฯ and ๆ do not count;
   dots, hyphens and slashes kept only between digits (14.2, 2565-2567, 248/2565, also 248 / 2565), so that ก.ต.ป.น. is กตปน.
   | stands: it divides the other names of a thing; so does · between the parts of a text, since no word goes over it. Folded text has one byte a letter (Thai from 0x80 on): browsers search that ten times faster, and it takes half the room. */
(function (root) {
  "use strict";
  const sop = (root.sopSearch = root.sopSearch || {});
  const TAB = 9, LINE = 10, SLASH = 47, PART = 0xb7, BORDER = 124;
  const NIKHAHIT = 0xe4d, AA = 0xe32, AM = 0xe33, E = 0xe40, AE = 0xe41, PAIYANNOI = 0xe2f;
  const BREAKS = new Set([..."()[]{}\"'“”‘’«»,;:!?…•<>=*&_~`#\u00a0"].map((c) => c.charCodeAt(0)));
  const DASHES = new Set([0x2d, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014]);
  const isThai = (c) => c >= 0xe01 && c <= 0xe5b;
  const isTone = (c) => c >= 0xe47 && c <= 0xe4c;
  const isVowelMark = (c) => c === 0xe31 || (c >= 0xe34 && c <= 0xe3a);
  const isMark = (c) => isTone(c) || isVowelMark(c) || c === NIKHAHIT || c === 0xe4e;
  const isDigit = (c) => (c >= 48 && c <= 57) || (c >= 0xe50 && c <= 0xe59);
  const isSilent = (c) => (c >= 0x200b && c <= 0x200f) || c === 0xfeff || c === 0xad || c === 0x2060 || c === PAIYANNOI;
  const isBlank = (c) => c === 32 || c === 0xa0;
  const isBreak = (c) => c <= 32 || BREAKS.has(c);

  const THAI = 0x80, KO_KAI = 0xe01, OTHER = 0xdb;
  const byte = (c) => (c < THAI ? c : isThai(c) ? c - KO_KAI + THAI : OTHER + (c % (256 - OTHER)));

  function plain(c) {
    if (c >= 0xe50 && c <= 0xe59) return c - 0xe50 + 48;
    if (c >= 65 && c <= 90) return c + 32;
    if (c < 0xc0 || isThai(c)) return c;
    const low = String.fromCharCode(c).toLowerCase();
    return low.length === 1 ? low.charCodeAt(0) : c;
  }

  /* Text to folded text. Tabs and line ends stand. `map`, if given, receives for each folded letter its place in `text`. */
  function fold(text, map) {
    const out = new Uint8Array(text.length + 1), size = text.length;
    let n = 0, gap = false, before = 0;
    const put = (c, at) => {
      if (gap && before && !isThai(before) && !isThai(c)) { if (map) map[n] = at; out[n++] = 32; }
      gap = false;
      if (isMark(c) && c === before) return;
      if (map) map[n] = at;
      out[n++] = byte(c);
      before = c;
    };
    for (let i = 0; i < size; i++) {
      const c = text.charCodeAt(i), next = i + 1 < size ? text.charCodeAt(i + 1) : 0;
      if (c === TAB || c === LINE) { gap = false; if (map) map[n] = i; out[n++] = c; before = 0; continue; }
      if (isSilent(c)) continue;
      if (isBreak(c)) { gap = true; continue; }
      if (c === PART) { gap = false; put(BORDER, i); continue; }
      if (c === 46 || DASHES.has(c)) {
        if (!gap && before >= 48 && before <= 57 && isDigit(next)) put(c === 46 ? 46 : 45, i);
        continue;
      }
      if (c === SLASH) {
        let j = i + 1;
        while (j < size && isBlank(text.charCodeAt(j))) j++;
        if (before >= 48 && before <= 57 && isDigit(text.charCodeAt(j))) { gap = false; put(SLASH, i); i = j - 1; }
        continue;
      }
      if (c === E && next === E) { put(AE, i++); continue; }
      if (isTone(c) && isVowelMark(next)) { put(next, i + 1); put(c, i); i++; continue; }
      if (c === NIKHAHIT) {
        let j = i + 1;
        while (j < size && isTone(text.charCodeAt(j))) j++;
        if (text.charCodeAt(j) === AA) {
          for (let k = i + 1; k < j; k++) put(text.charCodeAt(k), k);
          put(AM, j);
          i = j;
          continue;
        }
      }
      put(plain(c), i);
    }
    return decode(out.subarray(0, n));
  }

  function decode(codes) {
    let text = "";
    for (let i = 0; i < codes.length; i += 16384) text += String.fromCharCode.apply(null, codes.subarray(i, i + 16384));
    return text;
  }

  Object.assign(sop, { fold, decode, isMark });
})(typeof self === "undefined" ? globalThis : self);
