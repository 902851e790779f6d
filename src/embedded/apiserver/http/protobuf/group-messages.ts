/** Field numbers of the API groups beside core; see descriptors.ts for the notation. */
export const GROUPS = `
Deployment: 1 metadata ObjectMeta, 2 spec DeploymentSpec, 3 status DeploymentStatus
DeploymentSpec: 1 replicas I, 2 selector LabelSelector, 3 template PodTemplateSpec, 4 strategy DeploymentStrategy, 5 minReadySeconds i, 6 revisionHistoryLimit I, 7 paused b, 9 progressDeadlineSeconds I
DeploymentStrategy: 1 type s, 2 rollingUpdate RollingUpdate
RollingUpdate: 1 maxUnavailable X, 2 maxSurge X
DeploymentStatus:
ReplicaSet: 1 metadata ObjectMeta, 2 spec ReplicaSetSpec, 3 status ReplicaSetStatus
ReplicaSetSpec: 1 replicas I, 2 selector LabelSelector, 3 template PodTemplateSpec, 4 minReadySeconds i
ReplicaSetStatus:
DaemonSet: 1 metadata ObjectMeta, 2 spec DaemonSetSpec, 3 status DaemonSetStatus
DaemonSetSpec: 1 selector LabelSelector, 2 template PodTemplateSpec, 3 updateStrategy DeploymentStrategy, 4 minReadySeconds i, 6 revisionHistoryLimit I
DaemonSetStatus:
StatefulSet: 1 metadata ObjectMeta, 2 spec StatefulSetSpec, 3 status StatefulSetStatus
StatefulSetSpec: 1 replicas I, 2 selector LabelSelector, 3 template PodTemplateSpec, 5 serviceName s, 6 podManagementPolicy s, 8 revisionHistoryLimit I, 9 minReadySeconds i
StatefulSetStatus:
Job: 1 metadata ObjectMeta, 2 spec JobSpec, 3 status JobStatus
JobSpec: 1 parallelism I, 2 completions I, 3 activeDeadlineSeconds I, 4 selector LabelSelector, 5 manualSelector B, 6 template PodTemplateSpec, 7 backoffLimit I, 8 ttlSecondsAfterFinished I, 9 completionMode s, 10 suspend B
JobStatus:
CronJob: 1 metadata ObjectMeta, 2 spec CronJobSpec, 3 status CronJobStatus
CronJobSpec: 1 schedule s, 2 startingDeadlineSeconds I, 3 concurrencyPolicy s, 4 suspend B, 5 jobTemplate JobTemplateSpec, 6 successfulJobsHistoryLimit I, 7 failedJobsHistoryLimit I, 8 timeZone s
JobTemplateSpec: 1 metadata ObjectMeta, 2 spec JobSpec
CronJobStatus:
Ingress: 1 metadata ObjectMeta, 2 spec IngressSpec, 3 status IngressStatus
IngressSpec: 1 defaultBackend IngressBackend, 2 tls IngressTLS[], 3 rules IngressRule[], 4 ingressClassName s
IngressStatus:
IngressTLS: 1 hosts s[], 2 secretName s
IngressRule: 1 host s, 2 = IngressRuleValue
IngressRuleValue: 1 http HTTPIngressRuleValue
HTTPIngressRuleValue: 1 paths HTTPIngressPath[]
HTTPIngressPath: 1 path s, 2 backend IngressBackend, 3 pathType s
IngressBackend: 3 resource TypedLocalObjectReference, 4 service IngressServiceBackend
IngressServiceBackend: 1 name s, 2 port ServiceBackendPort
ServiceBackendPort: 1 name s, 2 number i
TypedLocalObjectReference: 1 apiGroup s, 2 kind s, 3 name s
PolicyRule: 1 verbs s[], 2 apiGroups s[], 3 resources s[], 4 resourceNames s[], 5 nonResourceURLs s[]
Role: 1 metadata ObjectMeta, 2 rules PolicyRule[]
ClusterRole: 1 metadata ObjectMeta, 2 rules PolicyRule[], 3 aggregationRule AggregationRule
AggregationRule: 1 clusterRoleSelectors LabelSelector[]
Subject: 1 kind s, 2 apiGroup s, 3 name s, 4 namespace s
RoleRef: 1 apiGroup s, 2 kind s, 3 name s
RoleBinding: 1 metadata ObjectMeta, 2 subjects Subject[], 3 roleRef RoleRef
ClusterRoleBinding: 1 metadata ObjectMeta, 2 subjects Subject[], 3 roleRef RoleRef
Eviction: 1 metadata ObjectMeta, 2 deleteOptions DeleteOptions
PodDisruptionBudget: 1 metadata ObjectMeta, 2 spec PodDisruptionBudgetSpec, 3 status PodDisruptionBudgetStatus
PodDisruptionBudgetSpec: 1 minAvailable X, 2 selector LabelSelector, 3 maxUnavailable X
PodDisruptionBudgetStatus:
PriorityClass: 1 metadata ObjectMeta, 2 value I, 3 globalDefault b, 4 description s, 5 preemptionPolicy s
Lease: 1 metadata ObjectMeta, 2 spec LeaseSpec
LeaseSpec: 1 holderIdentity s, 2 leaseDurationSeconds I, 3 acquireTime T, 4 renewTime T, 5 leaseTransitions I
autoscaling.Scale: 1 metadata ObjectMeta, 2 spec autoscaling.ScaleSpec, 3 status autoscaling.ScaleStatus
autoscaling.ScaleSpec: 1 replicas I
autoscaling.ScaleStatus: 1 replicas I, 2 selector s
autoscaling/v1.HorizontalPodAutoscaler: 1 metadata ObjectMeta, 2 spec HorizontalPodAutoscalerSpec, 3 status HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerSpec: 1 scaleTargetRef CrossVersionObjectReference, 2 minReplicas I, 3 maxReplicas i, 4 targetCPUUtilizationPercentage I
HorizontalPodAutoscalerStatus:
autoscaling/v2.HorizontalPodAutoscaler: 1 metadata ObjectMeta, 2 spec autoscaling/v2.Spec, 3 status HorizontalPodAutoscalerStatus
autoscaling/v2.Spec: 1 scaleTargetRef CrossVersionObjectReference, 2 minReplicas I, 3 maxReplicas i, 4 metrics autoscaling/v2.Metric[]
autoscaling/v2.Metric: 1 type s, 3 pods autoscaling/v2.PodsMetric, 4 resource autoscaling/v2.ResourceMetric
autoscaling/v2.PodsMetric: 1 metric autoscaling/v2.MetricIdentifier, 2 target autoscaling/v2.Target
autoscaling/v2.MetricIdentifier: 1 name s, 2 selector LabelSelector
autoscaling/v2.ResourceMetric: 1 name s, 2 target autoscaling/v2.Target
autoscaling/v2.Target: 1 type s, 2 value Q, 3 averageValue Q, 4 averageUtilization I
CrossVersionObjectReference: 1 kind s, 2 name s, 3 apiVersion s
SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec SubjectAccessReviewSpecSelf, 3 status SubjectAccessReviewStatus
SubjectAccessReviewSpecSelf: 1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes
SubjectAccessReview: 1 metadata ObjectMeta, 2 spec SubjectAccessReviewSpec, 3 status SubjectAccessReviewStatus
LocalSubjectAccessReview: 1 metadata ObjectMeta, 2 spec SubjectAccessReviewSpec, 3 status SubjectAccessReviewStatus
SubjectAccessReviewSpec: 1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes, 3 user s, 4 groups s[], 6 uid s
SubjectAccessReviewStatus: 1 allowed b
ResourceAttributes: 1 namespace s, 2 verb s, 3 group s, 4 version s, 5 resource s, 6 subresource s, 7 name s
NonResourceAttributes: 1 path s, 2 verb s
SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec SelfSubjectRulesReviewSpec, 3 status SubjectRulesReviewStatus
SelfSubjectRulesReviewSpec: 1 namespace s
SubjectRulesReviewStatus:
SelfSubjectReview: 1 metadata ObjectMeta
TokenReview: 1 metadata ObjectMeta, 2 spec TokenReviewSpec, 3 status TokenReviewStatus
TokenReviewSpec: 1 token s, 2 audiences s[]
TokenReviewStatus: 1 authenticated b
TokenRequest: 1 metadata ObjectMeta, 2 spec TokenRequestSpec, 3 status TokenRequestStatus
TokenRequestSpec: 1 audiences s[], 2 boundObjectRef BoundObjectReference, 4 expirationSeconds I
BoundObjectReference: 1 kind s, 2 apiVersion s, 3 name s, 4 uid s
TokenRequestStatus: 1 token s, 2 expirationTimestamp T
`;
