"use strict";
(() => {
  // The figure of a cell: after "=" where counts stand before it, a fraction, or the first number.
  const figure = (text) => {
    const value = /=\s*(-?[\d.]+(?:e[-+]?\d+)?)/i.exec(text);
    if (value) return Number(value[1]);
    const fraction = /^\s*(\d+)\/(\d+)\s*$/.exec(text);
    if (fraction) return Number(fraction[1]) / Number(fraction[2]);
    const first = /^\D{0,3}?(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)/i.exec(text.trim());
    return first ? Number(first[1]) : NaN;
  };
  const order = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

  const sortable = (table) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const isFigure = head.classList.contains("figure");
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const next = before === null ? "ascending" : before === "ascending" ? "descending" : null;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        let sorted = rows;
        if (next) {
          head.setAttribute("aria-sort", next);
          const sign = next === "ascending" ? 1 : -1;
          const key = (row) => {
            const text = row.cells[column].textContent.trim();
            return isFigure ? figure(text) : text;
          };
          sorted = rows
            .map((row, place) => ({ row, place, key: key(row) }))
            .sort((a, b) => {
              const isMissing = (k) => k === "" || Number.isNaN(k);
              const missing = Number(isMissing(a.key)) - Number(isMissing(b.key));
              return missing || sign * order(a.key, b.key) || a.place - b.place;
            })
            .map((entry) => entry.row);
        }
        body.append(...sorted);
      });
    });
  };

  const filterable = (box, table) => {
    const rows = [...table.tBodies[0].rows];
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    const bar = document.createElement("div");
    input.type = "search";
    label.append("Filter rows ", input);
    bar.className = "filter";
    bar.append(label, count);
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    input.addEventListener("input", show);
    show();
    box.before(bar);
  };

  for (const box of document.querySelectorAll(".table")) {
    const table = box.querySelector("table");
    const length = table.tBodies[0].rows.length;
    if (length > 2) sortable(table);
    if (length > 20) filterable(box, table);
  }
})();
