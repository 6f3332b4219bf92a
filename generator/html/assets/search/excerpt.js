/* A text as it is shown under a hit: the sentence with the hit in it, as pieces [words, 1 if found]. Never HTML. */
(function (root) {
  "use strict";
  const sop = root.sopSearch, PART = " · ", BEFORE = 50, ROUND = 40, LONG = 800;

  /* Places of the terms in the text itself: [from, to), in order, not overlapping. */
  function found(text, list, slips) {
    const map = [], folded = sop.fold(text, map), places = [];
    const add = (at, end) => places.push([map[at], map[end - 1] + 1]);
    for (const alike of list) {
      let any = false;
      for (const said of alike) {
        const [word, written] = sop.spelt(said);
        for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
          if (!sop.begins(word, folded, at) || (written && !written.some((w) => text.startsWith(w, map[at])))) continue;
          add(at, at + word.length);
          any = true;
        }
      }
      const best = !any && slips && text.length < LONG && sop.budget(alike[0]) ? sop.near(alike[0], folded, 0, folded.length, sop.budget(alike[0])) : null;
      if (best) add(best.start, best.end);
    }
    places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return places.filter(([from], i) => !places.slice(0, i).some(([, to]) => to > from)).map(([from, to]) => [from, withMarks(text, to)]);
  }

  /* A mark over the last letter belongs to it. */
  function withMarks(text, to) {
    while (to < text.length && sop.isMark(text.charCodeAt(to))) to++;
    return to;
  }

  /* `most`: letters to show, 0 for all. */
  function excerpt(text, list, slips, most) {
    const places = found(text, list, slips);
    const [from, to] = most && text.length > most ? span(text, places, most) : [0, text.length];
    const pieces = from ? [["… ", 0]] : [];
    let at = from;
    for (const [start, end] of places) {
      if (start < at || end > to) continue;
      if (start > at) pieces.push([text.slice(at, start), 0]);
      pieces.push([text.slice(start, end), 1]);
      at = end;
    }
    if (at < to) pieces.push([text.slice(at, to), 0]);
    if (to < text.length) pieces.push([" …", 0]);
    return pieces;
  }

  /* The part of the text round the first hit: from the beginning of its sentence if that is near, else from a space. */
  function span(text, places, most) {
    const hit = places.length ? places[0][0] : 0;
    const part = text.lastIndexOf(PART, hit);
    let from = part < 0 ? 0 : part + PART.length;
    if (hit - from > most / 2) {
      const space = text.indexOf(" ", hit - BEFORE);
      from = space >= 0 && space < hit ? space + 1 : hit - BEFORE;
    }
    let to = Math.min(text.length, from + most);
    const end = places.length ? places[0][1] : 0, space = text.lastIndexOf(" ", to);
    if (to < text.length && space > Math.max(end, from + most / 2)) to = space;
    to = withMarks(text, Math.max(to, Math.min(end, from + 2 * most)));
    return whole(text, from, to, hit, end);
  }

  /* The same, without the words that are cut at its ends. */
  function whole(text, from, to, hit, end) {
    const round = (at) => { const start = Math.max(0, at - ROUND); return sop.lineEnds(text.slice(start, at + ROUND)).map((place) => place + start); };
    if (from && text[from - 1] !== " ") from = round(from).find((at) => at >= from && at <= hit) ?? from;
    if (to < text.length && text[to] !== " ") to = round(to).findLast((at) => at <= to && at >= end && at > from) ?? to;
    return [from, to];
  }

  Object.assign(sop, { excerpt });
})(typeof self === "undefined" ? globalThis : self);
