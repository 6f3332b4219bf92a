// Graphs of the standard input, laid out by elkjs; lines as points on the standard output, with the milliseconds of each graph.
const ELK = require(process.argv[2]);
const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.spacing.nodeNode": "26",
  "elk.layered.spacing.nodeNodeBetweenLayers": "24",
  "elk.spacing.edgeEdge": "14",
  "elk.spacing.edgeNode": "14",
};

async function main() {
  const elk = new ELK();
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const graphs = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  const found = [];
  for (const graph of graphs) {
    const start = process.hrtime.bigint();
    const made = await elk.layout({ id: "root", layoutOptions: OPTIONS, children: graph.nodes, edges: graph.edges });
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    const lines = made.edges.map((edge) => edge.sections.flatMap((s) => [s.startPoint, ...(s.bendPoints || []), s.endPoint]).map((p) => [p.x, p.y]));
    found.push({ lines, ms, width: made.width, height: made.height });
  }
  process.stdout.write(JSON.stringify(found));
}

main();
