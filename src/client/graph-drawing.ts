/** The formats in which a graph is drawn as text. */
export type DrawingFormat = 'dot' | 'svg' | 'mermaid';
