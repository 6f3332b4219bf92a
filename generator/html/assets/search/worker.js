/* The engine beside the page, so that typing never waits for it. Not used where workers cannot be (file:). */
"use strict";
importScripts("answers.js", "help.js", "index.js");
postMessage({ ready: true });
setTimeout(self.sopSearch.warm);
addEventListener("message", ({ data }) => postMessage({ id: data.id, answer: self.sopSearch.lined(self.sopSearch.query(data.question, data.more)) }));
