/** How one slot is sent to one peer; what is left out is the browser's choice (RTCRtpEncodingParameters). */
export interface Encoding {
  /** False sends nothing at all, not even of a track that is there. */
  readonly active: boolean;
  /** Bits per second. */
  readonly maxBitrate?: number;
  /** 1 or more; for video only. */
  readonly scaleResolutionDownBy?: number;
  /** Frames per second; for video only. */
  readonly maxFramerate?: number;
  readonly priority?: RTCPriorityType;
}
