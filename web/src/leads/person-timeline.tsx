import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useCollection } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { colourOf, useStory, type StoryFact } from '../touchpoints/story.ts';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useStoryNames } from './story-names.ts';
import { leadTexts } from './texts.ts';

const sides = ['all', 'marketing', 'sales', 'money'] as const;
type Side = (typeof sides)[number];

/** Everything between a person and both teams, newest first: marketing teal, sales plum, money in ink. */
export function PersonTimeline({ personId }: { personId: string }) {
  const t = useText(leadTexts);
  const story = useStory(useStoryNames());
  const [side, setSide] = useState<Side>('all');
  const { rows, loading, error, retry, hasMore, loadMore } = useCollection<StoryFact>(`/people/${personId}/timeline`);
  const shown = rows.filter((fact) => isOf(fact, side));
  return (
    <Panel
      title={t('timeline')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('timeline')}
          value={side}
          onChange={(value) => setSide(sides.find((each) => each === value) ?? 'all')}
          data={sides.map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      {loading ? <Loading lines={8} /> : error && rows.length === 0 ? <ErrorState error={error} retry={retry} /> : null}
      <Timeline entries={story(shown)} />
      {!loading && !error && shown.length === 0 && <p className="second">{t('nothingYet')}</p>}
      {hasMore && (
        <div className="timeline-more">
          <Button variant="default" onClick={loadMore}>
            {t('showMore')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

/** A hand-off is both teams'. */
function isOf(fact: StoryFact, side: Side): boolean {
  const colour = colourOf(fact);
  if (side === 'all') return true;
  return side === 'money' ? fact.side === 'money' : colour === side || colour === 'both';
}
