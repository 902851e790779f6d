import { transcriptTests } from './conformance.ts';

transcriptTests('docker');
