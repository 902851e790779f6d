/** batch/v1: Job and CronJob. */
import { setPodSpecDefaults } from '../defaults/pod-spec.ts';
import { equal } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError, Strategy } from '../resource.ts';
import { invalidValue, required } from '../validation/errors.ts';
import { nonNegative } from '../validation/ports.ts';
import { selectorIsImmutable, validateTemplate } from '../validation/template.ts';

function setJobSpecDefaults(spec: Json): void {
  if (spec.template) setPodSpecDefaults((spec.template.spec ??= {}));
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  spec.backoffLimit ??= 6;
  spec.completionMode ||= 'NonIndexed';
  spec.suspend ??= false;
  spec.podReplacementPolicy ||= 'TerminatingOrFailed';
  spec.manualSelector ??= false;
}

function validateJobSpec(spec: Json, path: string): FieldError[] {
  return [
    ...nonNegative(spec.parallelism, `${path}.parallelism`),
    ...nonNegative(spec.completions, `${path}.completions`),
    ...nonNegative(spec.backoffLimit, `${path}.backoffLimit`),
    ...validateTemplate(spec.template, ['OnFailure', 'Never'], `${path}.template`),
  ];
}

export const jobStrategy: Strategy = {
  setDefaults: (job) => setJobSpecDefaults((job['spec'] ??= {})),
  prepareCreate(job) {
    const { spec, metadata } = job;
    // The job's uid identifies its pods.
    if (!spec.manualSelector && !spec.selector) {
      const own = { 'batch.kubernetes.io/controller-uid': metadata.uid };
      spec.selector = { matchLabels: own };
      const template = (spec.template.metadata ??= {});
      const names = {
        'batch.kubernetes.io/job-name': metadata.name,
        'job-name': metadata.name,
        'controller-uid': metadata.uid,
      };
      template.labels = { ...template.labels, ...own, ...names };
    }
    job['status'] = {};
  },
  validate: (job) => validateJobSpec(job['spec'], 'spec'),
  validateUpdate(next, current) {
    const errors = selectorIsImmutable(next, current);
    if (!equal(next['spec'].template, current['spec'].template))
      errors.push(invalidValue('spec.template', next['spec'].template, 'field is immutable'));
    if (next['spec'].completions !== current['spec'].completions)
      errors.push(invalidValue('spec.completions', next['spec'].completions, 'field is immutable'));
    return errors;
  },
};

const FIELDS = /^(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|(?:\S+\s+){4}\S+)$/;

export const cronJobStrategy: Strategy = {
  setDefaults(cronJob) {
    const spec = (cronJob['spec'] ??= {});
    spec.concurrencyPolicy ||= 'Allow';
    spec.suspend ??= false;
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
    if (spec.jobTemplate) setJobSpecDefaults((spec.jobTemplate.spec ??= {}));
  },
  prepareCreate(cronJob) {
    cronJob['status'] = {};
  },
  validate({ spec }) {
    const errors = validateJobSpec(spec.jobTemplate?.spec ?? {}, 'spec.jobTemplate.spec');
    if (!spec.schedule) errors.push(required('spec.schedule'));
    else if (!FIELDS.test(spec.schedule.trim()))
      errors.push(
        invalidValue(
          'spec.schedule',
          spec.schedule,
          `expected exactly 5 fields, found ${spec.schedule.trim().split(/\s+/).length}: [${spec.schedule}]`,
        ),
      );
    if (spec.timeZone !== undefined && !isTimeZone(spec.timeZone))
      errors.push(invalidValue('spec.timeZone', spec.timeZone, `unknown time zone ${spec.timeZone}`));
    return errors;
  },
};

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
