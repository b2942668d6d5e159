/** Of what something is shown in, in px. */
export interface FrameSize {
  width: number;
  height: number;
}
