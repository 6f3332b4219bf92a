/* The search fields, that of the header and the large one of the first page: keys, focus, results. Everything hangs on the document, so it
   survives pages that are exchanged in place. */
(function () {
  "use strict";
  if (window.sopSearchField) return;
  window.sopSearchField = true;
  const HELD = 5, START = "พิมพ์คำ ชื่อคน เลขที่คำสั่ง รหัส หรืออักษรย่อ", LOADING = "กำลังเปิดดัชนี…", BROKEN = "เปิดดัชนีค้นหาไม่ได้ โปรดเปิดหน้านี้ใหม่";
  const HEADER = ".md-header [data-sop-search]", PAGE = "main [data-sop-search]";
  let used = null; // the field that was used last, with its results
  const box = () => (used && used.isConnected ? used : document.querySelector(HEADER));
  const $ = (selector) => box().querySelector(selector);
  const toggle = () => document.getElementById("__search");
  const field = () => $("input"), list = () => $('[role="listbox"]');
  const options = () => [...list().querySelectorAll('[role="option"]')];
  const thai = (number) => String(number).replace(/\d/g, (d) => "๐๑๒๓๔๕๖๗๘๙"[d]);
  let active = -1, asked = 0, going = false, more = [], shown = "";

  /* ---- open and close ---- */

  /* The theme opens and closes the field of the header; the results of the other one open and close by themselves. */
  const inPage = () => !box().matches(HEADER);
  const isOpen = () => (inPage() ? box().hasAttribute("data-open") : Boolean(toggle() && toggle().checked));
  function setOpen(open) {
    if (inPage()) { box().toggleAttribute("data-open", open); if (open) opened(); else activate(-1); expanded(); }
    else if (toggle() && toggle().checked !== open) toggle().click();
  }

  function use(found) {
    if (found === box()) return;
    if (isOpen()) setOpen(false);
    [used, active, shown, more] = [found, -1, "", []];
    if (field().value) search();
  }

  document.addEventListener("change", (event) => {
    if (event.target !== toggle()) return;
    if (toggle().checked) use(document.querySelector(HEADER));
    if (inPage()) return;
    if (isOpen()) { field().focus(); opened(); } else { field().blur(); activate(-1); }
    expanded();
  });
  document.addEventListener("focusin", (event) => {
    const found = event.target.closest("[data-sop-search]");
    if (!found && inPage()) return setOpen(false);
    if (!found || event.target !== found.querySelector("input")) return;
    use(found);
    if (!isOpen()) setOpen(true);
  });

  async function opened() {
    if (!field().value) say(START);
    try { await window.sopAsk.prepare(); if (field().value && !options().length) search(); } catch { say(BROKEN); }
  }

  function expanded() { field().setAttribute("aria-expanded", String(isOpen() && options().length > 0)); }
  function say(words) { $('[role="status"]').textContent = words; }

  /* ---- ask and show ---- */

  document.addEventListener("input", (event) => { if (event.target === field()) { more = []; setOpen(true); search(); } });
  document.addEventListener("reset", (event) => { if (event.target === $("form")) { setTimeout(search); field().focus(); } });
  document.addEventListener("submit", (event) => { if (event.target === $("form")) event.preventDefault(); });

  async function search(keep) {
    const question = field().value.trim(), mine = ++asked;
    if (!question) { shown = ""; list().replaceChildren(); activate(-1); say(START); return expanded(); }
    const slow = setTimeout(() => mine === asked && say(LOADING), 150);
    try {
      const answer = await window.sopAsk.ask(question, more);
      if (mine === asked) show(answer, keep || 0);
    } catch {
      if (mine === asked) say(BROKEN);
    } finally {
      clearTimeout(slow);
    }
  }

  function show(answer, place) {
    shown = answer.question;
    list().replaceChildren(...answer.groups.map(group), ...(answer.groups.length < answer.pages ? [rest(`แสดงอีก ${thai(answer.pages - answer.groups.length)} หน้า`, "*")] : []));
    options().forEach((option, i) => { option.id = `${list().id}-${i}`; });
    say(summary(answer));
    $(".sop-search__scroll").scrollTop = place ? $(".sop-search__scroll").scrollTop : 0;
    activate(place && place < options().length ? place : -1);
    expanded();
    if (going) { going = false; go(); }
  }

  function summary(answer) {
    if (!answer.total) return `ไม่พบ “${answer.question}” ลองใช้คำที่สั้นลง หรือตรวจตัวสะกด`;
    if (answer.some) return `ไม่พบครบทุกคำ พบ ${thai(answer.total)} รายการที่มีเกือบทุกคำ`;
    if (answer.read) return `พบ ${thai(answer.total)} รายการของ “${answer.read}” (แป้นพิมพ์อยู่อีกภาษาหนึ่ง)`;
    const near = answer.groups.every((g) => g.items.every((item) => item.near));
    return `พบ ${thai(answer.total)} รายการ${near ? "ที่ใกล้เคียง" : ""}`;
  }

  function make(tag, className, ...content) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...content);
    return element;
  }

  /* Pieces of text, those found marked; longer words are held together. */
  function pieces(marked, ends) {
    const words = [];
    let at = 0, next = 0, word = [], begun = 0;
    const close = () => {
      if (at - begun >= HELD) words.push(make("span", "sop-search__word", ...word)); else words.push(...word);
      [word, begun] = [[], at];
    };
    for (const [text, hit] of marked) {
      for (let from = 0; from < text.length; ) {
        while (ends[next] <= at) next++;
        const size = Math.min(text.length - from, (ends[next] ?? Infinity) - at), part = text.slice(from, from + size);
        word.push(hit ? make("mark", "", part) : part);
        from += size;
        at += size;
        if (at === ends[next]) close();
      }
    }
    if (!ends.length) return word;
    close();
    return words;
  }

  /* A page and what was found on it. Above a page that is itself a hit stands what kind of thing it is, once for several. */
  function group(found, n, all) {
    const itself = found.items[0].href === found.page, name = itself ? found.name : found.title, before = all[n - 1];
    const box = make("div", "md-search-result__item", ...found.items.map((item) => hit(item, item.href === found.page)));
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name);
    if (!(itself && before && before.items[0].href === before.page && before.name === name)) box.prepend(make("div", "sop-search__kind", name));
    if (found.items.length < found.total) box.append(rest(`แสดงอีก ${thai(found.total - found.items.length)} รายการในหน้านี้`, found.page));
    return box;
  }

  function option(element) {
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.tabIndex = -1;
    return element;
  }

  function hit(item, itself) {
    const title = make("div", "sop-search__title", ...(item.number ? [`ขั้นตอนที่ ${thai(item.number)} `] : []), ...pieces(item.title, item.titleEnds));
    if (item.code.length) title.append(" ", make("code", "", ...pieces(item.code, [])));
    const link = make("a", `md-search-result__link sop-search__hit${itself ? " sop-search__page" : ""}`, title);
    if (item.text.length) link.append(make("div", "sop-search__text", ...pieces(item.text, item.textEnds)));
    link.href = new URL(item.href, window.sopAsk.root).href;
    return option(link);
  }

  function rest(words, page) {
    const button = make("div", "sop-search__more", words);
    button.dataset.page = page;
    return option(button);
  }

  /* ---- choose ---- */

  function activate(n) {
    const all = options();
    if (all[active]) all[active].setAttribute("aria-selected", "false");
    active = n;
    if (!all[n]) return field().removeAttribute("aria-activedescendant");
    all[n].setAttribute("aria-selected", "true");
    all[n].scrollIntoView({ block: n ? "nearest" : "center" });
    field().setAttribute("aria-activedescendant", all[n].id);
  }

  function move(by) {
    const size = options().length + 1;
    activate(((active + 1 + by + size) % size) - 1);
  }

  function go() {
    const chosen = options()[Math.max(active, 0)];
    if (chosen) chosen.click();
  }

  document.addEventListener("click", (event) => {
    const chosen = event.target.closest && event.target.closest('[data-sop-search] [role="option"]');
    if (!chosen) return inPage() && isOpen() && !box().contains(event.target) ? setOpen(false) : undefined;
    if (chosen.dataset.page) { more = [...more, chosen.dataset.page]; search(options().indexOf(chosen)); field().focus(); }
    else if (!(event.ctrlKey || event.metaKey || event.shiftKey)) setTimeout(() => setOpen(false));
  });
  /* Keeps the focus in the field while a hit is pressed. */
  document.addEventListener("mousedown", (event) => { if (event.target.closest('[data-sop-search] [role="option"]')) event.preventDefault(); });

  /* ---- keys ---- */

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => setOpen(false),
    Enter: () => { if (options().length && !pending()) go(); else going = Boolean(field().value.trim()); },
  };
  const pending = () => shown !== field().value.trim();
  const writes = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  document.addEventListener("keydown", (event) => {
    if (!field() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === field()) {
      if (event.key === "Tab") setOpen(false);
      if (!KEYS[event.key]) return;
      event.preventDefault();
      KEYS[event.key]();
    } else if (isOpen() && event.key === "Escape") setOpen(false);
    else if (!writes(event.target) && opens(event)) { event.preventDefault(); begin(); }
  });

  /* The field where one looks first. */
  function begin() {
    const found = document.querySelector(PAGE);
    if (found) found.querySelector("input").focus(); else setOpen(true);
  }

  /* `/` and `s`, also where the Thai keyboard is on. */
  function opens(event) { return event.key === "/" || event.key === "s" || (event.key > "~" && (event.code === "Slash" || event.code === "KeyS")); }
})();
