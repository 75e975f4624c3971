/** How the ICE agents of this side are set up. */
export interface IceAgentSettings {
  /** The latest one; the same object until it changes. */
  readonly configuration: RTCConfiguration;
  /** Fetches credentials unless they are fresh. Never rejects, and ends within 2 s: those of before may still do. */
  refresh(): Promise<void>;
}
