// Saving what is shown: a picture, a table, a graph for other programs.

/** Hand a text or a blob to the browser as a file. */
export function save(name, content, type = "text/plain;charset=utf-8") {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The drawing as a PNG, on the ground of the page. */
export function savePicture(canvas, name) {
  canvas.sigma.refresh();
  canvas.sigma.once("afterRender", () => {
    const layers = Object.values(canvas.sigma.getCanvases());
    const sheet = document.createElement("canvas");
    sheet.width = layers[0].width;
    sheet.height = layers[0].height;
    const context = sheet.getContext("2d");
    context.fillStyle = getComputedStyle(canvas.place).backgroundColor;
    context.fillRect(0, 0, sheet.width, sheet.height);
    layers.forEach((layer) => {
      const { display, opacity, visibility } = getComputedStyle(layer);
      context.globalAlpha = display === "none" || visibility === "hidden" ? 0 : Number(opacity);
      context.drawImage(layer, 0, 0, sheet.width, sheet.height);
    });
    sheet.toBlob((blob) => save(name, blob), "image/png");
  });
  canvas.sigma.refresh();
}

/** The graph as GEXF, for Gephi. */
export function gexf(canvas) {
  return window.graphologyLibrary.gexf.write(canvas.graph, {
    formatNode: (id, { label, kind, x, y, size, edgeColour }) => ({ label, attributes: { type: kind }, viz: { x, y, size, color: edgeColour } }),
    formatEdge: (_, { label, predicate }) => ({ label, attributes: { predicate } }),
  });
}
