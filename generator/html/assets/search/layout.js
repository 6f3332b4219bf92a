/* The other keyboard: what was typed with the keyboard set to the other language (Kedmanee and English). */
(function (root) {
  "use strict";
  const sop = root.sopSearch, THAI = /[\u0e01-\u0e5b]/, ENGLISH = /[a-z]/i;
  /* The keys row by row, then the same with Shift. */
  const KEYS = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';
  const KEDMANEE = "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ" + '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ';
  const thai = new Map([...KEYS].map((key, i) => [key, KEDMANEE[i]])), english = new Map([...KEDMANEE].map((letter, i) => [letter, KEYS[i]]));

  /* The question as it would read on the other keyboard; empty if it is in both languages or only a number. */
  function otherLayout(question) {
    const typedThai = THAI.test(question);
    if (typedThai ? ENGLISH.test(question) : !/[^\d\s]/.test(question)) return "";
    const keys = typedThai ? english : thai;
    return [...question].map((c) => keys.get(c) || c).join("");
  }

  Object.assign(sop, { otherLayout });
})(typeof self === "undefined" ? globalThis : self);
