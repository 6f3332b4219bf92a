/* Where a line of a result may end: at the borders of words as the browser divides them, but not inside a word of the manual (`held` in the
   index), a number with what it counts, or a syllable or two that are no word. */
(function (root) {
  "use strict";
  const sop = root.sopSearch, LONGEST = 24, SHORTEST = 5, PIECE = 3, THAI = /^[\u0e01-\u0e4e]/;
  const FIRST = new Set(["การ", "ความ", "ผู้", "นัก", "น่า", "ความเป็น"]);
  const TOGETHER = /(?:[ก-ฮเแโใไ][ก-๎]{0,9}ที่ |ที่ |ข้อ |พ\.ศ\. )?[๐-๙\d][๐-๙\d/.,–-]*(?: (?:[ก-ฮเ][ก-๎]*\.[ก-๎.]*|วันทำการ|วัน|เดือน|ปี|ครั้ง|ชั่วโมง|นาที|สัปดาห์|[ก-ฮ][ก-๎]{2,8}(?= [๐-๙\d]{4}))(?: [๐-๙\d]{2,4})?)?/g;
  const segmenter = typeof Intl === "object" && Intl.Segmenter ? new Intl.Segmenter("th", { granularity: "word" }) : null;
  let held = new Set();

  const learnWords = (words) => { held = new Set((words || "").split(" ")); };

  /* Ends of the words in a text: places where a line may end. Empty where the browser cannot divide words. */
  function lineEnds(text) {
    if (!segmenter || !text) return [];
    const ends = new Set(), drop = (from, to) => { for (let at = from; at < to; at++) ends.delete(at); };
    const pieces = [...segmenter.segment(text)];
    for (const { index, segment } of pieces) ends.add(index + segment.length);
    pieces.forEach(({ index, segment }, i) => {
      if (!THAI.test(segment)) return;
      const before = i > 0 && THAI.test(pieces[i - 1].segment);
      if (segment.length < PIECE) ends.delete(before ? index : index + segment.length);
      if (FIRST.has(segment)) ends.delete(index + segment.length);
      for (let size = Math.min(LONGEST, text.length - index); size >= SHORTEST; size--)
        if (held.has(text.slice(index, index + size))) { drop(index + 1, index + size); ends.add(index + size); break; }
    });
    for (const { index, 0: found } of text.matchAll(TOGETHER)) drop(index + 1, index + found.length);
    ends.add(text.length);
    return [...ends].sort((a, b) => a - b);
  }

  /* The answer with the places where the lines of its results may end. */
  function lined(answer) {
    const ends = (pieces) => lineEnds(pieces.map(([words]) => words).join(""));
    for (const { items } of answer.groups) for (const item of items) Object.assign(item, { titleEnds: ends(item.title), textEnds: ends(item.text) });
    return answer;
  }

  Object.assign(sop, { learnWords, lineEnds, lined });
})(typeof self === "undefined" ? globalThis : self);
