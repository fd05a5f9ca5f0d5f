import type { Unfit } from '../json.ts';
import type { Touch } from '../touch.ts';

/** What became of a message at the door. */
export type Fate =
  | {
      outcome: 'accepted';
      personId: string | null;
      touch: Pick<Touch, 'kind' | 'channel' | 'source' | 'campaign' | 'bot'> | null;
    }
  | { outcome: 'duplicate' }
  | ({ outcome: 'quarantined'; id: string } & Unfit);
