import { describe, expect, test } from 'vitest';
import { channelNames } from '../touchpoints/channel-names.ts';
import { channels } from '../touchpoints/kinds.ts';
import { channelCalled, readChannel } from './channel-words.ts';
import { inWords } from './sentences.ts';

describe('a channel is understood', () => {
  test.each(channels)('%s: by its key and by its name in every language of the screens', (channel) => {
    const written = [channel, channel.toUpperCase().replace('_', ' '), ...Object.values(channelNames[channel])];
    expect(written.map(channelCalled)).toEqual(written.map(() => channel));
  });
  test('by what tools call it', () => {
    const words = [
      'Paid Social',
      'ORGANIC_SEARCH',
      'Direct traffic',
      'Email marketing',
      'Offline sources',
      'Affiliates',
      'SEO',
      'Messe',
    ];
    expect(words.map(channelCalled)).toEqual([
      'paid_social',
      'organic_search',
      'direct',
      'email',
      'offline',
      'partner',
      'organic_search',
      'event',
    ]);
  });
});

test('what is no channel is told with all that are, in the reader’s words', () => {
  const reading = readChannel('Rørpost');
  if (!('problem' in reading)) throw new Error('Rørpost is no channel');
  expect(inWords(reading.problem, 'da')).toMatch(
    /^"Rørpost" er ikke en kanal; det er Betalt søgning, Organisk søgning, .*, Andet\.$/,
  );
  expect(inWords(reading.problem, 'nl')).toContain('Betaald zoeken, Organisch zoeken');
});
