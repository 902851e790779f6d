import { transcriptTests } from './conformance.ts';

transcriptTests('kubectl');
