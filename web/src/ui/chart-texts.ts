import { defineTexts } from '../app/define-texts.ts';

/** The words around a chart and of the table it can be read as. */
export const chartTexts = defineTexts({
  asTable: { en: 'Show as table', da: 'Vis som tabel', nb: 'Vis som tabell', nl: 'Toon als tabel' },
  asChart: { en: 'Show as chart', da: 'Vis som diagram', nb: 'Vis som diagram', nl: 'Toon als grafiek' },
  notSameScale: {
    en: 'not to the same scale',
    da: 'ikke i samme skala',
    nb: 'ikke i samme skala',
    nl: 'niet op dezelfde schaal',
  },
  step: { en: 'Step', da: 'Trin', nb: 'Trinn', nl: 'Stap' },
  count: { en: 'Count', da: 'Antal', nb: 'Antall', nl: 'Aantal' },
  shareOfPrevious: { en: 'Of the step before', da: 'Af trinnet før', nb: 'Av trinnet før', nl: 'Van de stap ervoor' },
  businessDay: { en: 'Business day', da: 'Arbejdsdag', nb: 'Arbeidsdag', nl: 'Werkdag' },
  added: { en: 'Added', da: 'Kom til', nb: 'Kom til', nl: 'Erbij' },
  total: { en: 'In total', da: 'I alt', nb: 'I alt', nl: 'Totaal' },
  promised: { en: 'Promised', da: 'Aftalt', nb: 'Avtalt', nl: 'Afgesproken' },
  forecast: { en: 'Forecast', da: 'Prognose', nb: 'Prognose', nl: 'Prognose' },
  dayReading: {
    en: 'Day {day}: {total} of {promised} promised',
    da: 'Dag {day}: {total} af {promised} aftalt',
    nb: 'Dag {day}: {total} av {promised} avtalt',
    nl: 'Dag {day}: {total} van {promised} afgesproken',
  },
  dayAhead: {
    en: 'Day {day}: {promised} promised',
    da: 'Dag {day}: {promised} aftalt',
    nb: 'Dag {day}: {promised} avtalt',
    nl: 'Dag {day}: {promised} afgesproken',
  },
  readDay: { en: 'Read one day', da: 'Aflæs en dag', nb: 'Les av en dag', nl: 'Eén dag aflezen' },
});
