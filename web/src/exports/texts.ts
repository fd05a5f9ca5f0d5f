import { defineTexts } from '../app/define-texts.ts';

export const exportTexts = defineTexts({
  export: { en: 'Export', da: 'Eksportér', nb: 'Eksporter', nl: 'Exporteren' },
  exportOf: {
    en: 'Export {what}',
    da: 'Eksportér {what}',
    nb: 'Eksporter {what}',
    nl: '{what} exporteren',
  },
  csv: { en: 'CSV for Excel', da: 'CSV til Excel', nb: 'CSV til Excel', nl: 'CSV voor Excel' },
  xlsx: { en: 'Excel workbook', da: 'Excel-projektmappe', nb: 'Excel-arbeidsbok', nl: 'Excel-werkmap' },
  machine: {
    en: 'CSV for programs',
    da: 'CSV til programmer',
    nb: 'CSV til programmer',
    nl: 'CSV voor programma’s',
  },
  json: { en: 'JSON lines', da: 'JSON-linjer', nb: 'JSON-linjer', nl: 'JSON-regels' },
});
