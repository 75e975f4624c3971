import { type Participant } from '@parlour/contracts';

/** Who has raised a hand: the first to do so is the first in turn, by the clock of the server. */
export function handsInOrder(participants: readonly Participant[]): readonly Participant[] {
  return participants
    .flatMap((participant) =>
      participant.handRaisedAt === null ? [] : [{ participant, at: Date.parse(participant.handRaisedAt) }],
    )
    .sort((a, b) => a.at - b.at || (a.participant.id < b.participant.id ? -1 : 1))
    .map(({ participant }) => participant);
}
