/** Field numbers of meta/v1 and core/v1; see descriptors.ts for the notation. */
export const CORE = `
ObjectMeta: 1 name s, 2 generateName s, 3 namespace s, 5 uid s, 6 resourceVersion s, 7 generation i, 8 creationTimestamp T, 9 deletionTimestamp T, 10 deletionGracePeriodSeconds I, 11 labels s{}, 12 annotations s{}, 13 ownerReferences OwnerReference[], 14 finalizers s[]
ListMeta: 2 resourceVersion s, 3 continue s
OwnerReference: 1 kind s, 3 name s, 4 uid s, 5 apiVersion s, 6 controller B, 7 blockOwnerDeletion B
LabelSelector: 1 matchLabels s{}, 2 matchExpressions LabelSelectorRequirement[]
LabelSelectorRequirement: 1 key s, 2 operator s, 3 values s[]
DeleteOptions: 1 gracePeriodSeconds I, 2 preconditions Preconditions, 3 orphanDependents B, 4 propagationPolicy s, 5 dryRun s[]
Preconditions: 1 uid s, 2 resourceVersion s
Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec, 3 status NamespaceStatus
NamespaceSpec: 1 finalizers s[]
NamespaceStatus: 1 phase s
ConfigMap: 1 metadata ObjectMeta, 2 data s{}, 3 binaryData y{}, 4 immutable B
Secret: 1 metadata ObjectMeta, 2 data y{}, 3 type s, 4 stringData s{}, 5 immutable B
ServiceAccount: 1 metadata ObjectMeta, 2 secrets ObjectReference[], 3 imagePullSecrets LocalObjectReference[], 4 automountServiceAccountToken B
ObjectReference: 1 kind s, 2 namespace s, 3 name s, 4 uid s, 5 apiVersion s, 6 resourceVersion s, 7 fieldPath s
LocalObjectReference: 1 name s
Binding: 1 metadata ObjectMeta, 2 target ObjectReference
Event: 1 metadata ObjectMeta, 2 involvedObject ObjectReference, 3 reason s, 4 message s, 5 source EventSource, 6 firstTimestamp T, 7 lastTimestamp T, 8 count i, 9 type s, 10 eventTime T, 12 action s, 13 related ObjectReference, 14 reportingComponent s, 15 reportingInstance s
EventSource: 1 component s, 2 host s
Service: 1 metadata ObjectMeta, 2 spec ServiceSpec, 3 status ServiceStatus
ServiceSpec: 1 ports ServicePort[], 2 selector s{}, 3 clusterIP s, 4 type s, 5 externalIPs s[], 7 sessionAffinity s, 8 loadBalancerIP s, 9 loadBalancerSourceRanges s[], 10 externalName s, 11 externalTrafficPolicy s, 12 healthCheckNodePort i, 13 publishNotReadyAddresses b, 17 ipFamilyPolicy s, 18 clusterIPs s[], 19 ipFamilies s[], 20 allocateLoadBalancerNodePorts B, 21 loadBalancerClass s, 22 internalTrafficPolicy s
ServicePort: 1 name s, 2 protocol s, 3 port i, 4 targetPort X, 5 nodePort i, 6 appProtocol s
ServiceStatus: 1 loadBalancer LoadBalancerStatus
LoadBalancerStatus: 1 ingress LoadBalancerIngress[]
LoadBalancerIngress: 1 ip s, 2 hostname s
Pod: 1 metadata ObjectMeta, 2 spec PodSpec, 3 status PodStatus
PodStatus: 1 phase s, 3 message s, 4 reason s
PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
PodSpec: 1 volumes Volume[], 2 containers Container[], 3 restartPolicy s, 4 terminationGracePeriodSeconds I, 5 activeDeadlineSeconds I, 6 dnsPolicy s, 7 nodeSelector s{}, 8 serviceAccountName s, 9 serviceAccount s, 10 nodeName s, 11 hostNetwork b, 12 hostPID b, 13 hostIPC b, 14 securityContext PodSecurityContext, 15 imagePullSecrets LocalObjectReference[], 16 hostname s, 17 subdomain s, 18 affinity Affinity, 19 schedulerName s, 20 initContainers Container[], 21 automountServiceAccountToken B, 22 tolerations Toleration[], 23 hostAliases HostAlias[], 24 priorityClassName s, 25 priority I, 26 dnsConfig PodDNSConfig, 27 shareProcessNamespace B, 28 readinessGates PodReadinessGate[], 29 runtimeClassName s, 30 enableServiceLinks B, 31 preemptionPolicy s, 32 overhead Q{}, 33 topologySpreadConstraints TopologySpreadConstraint[], 34 ephemeralContainers EphemeralContainer[], 35 setHostnameAsFQDN B, 36 os PodOS, 37 hostUsers B
PodOS: 1 name s
PodReadinessGate: 1 conditionType s
PodDNSConfig: 1 nameservers s[], 2 searches s[], 3 options PodDNSConfigOption[]
PodDNSConfigOption: 1 name s, 2 value s
HostAlias: 1 ip s, 2 hostnames s[]
Toleration: 1 key s, 2 operator s, 3 value s, 4 effect s, 5 tolerationSeconds I
TopologySpreadConstraint: 1 maxSkew i, 2 topologyKey s, 3 whenUnsatisfiable s, 4 labelSelector LabelSelector, 5 minDomains I, 6 nodeAffinityPolicy s, 7 nodeTaintsPolicy s, 8 matchLabelKeys s[]
Affinity: 1 nodeAffinity NodeAffinity, 2 podAffinity PodAffinity, 3 podAntiAffinity PodAffinity
NodeAffinity: 1 requiredDuringSchedulingIgnoredDuringExecution NodeSelector, 2 preferredDuringSchedulingIgnoredDuringExecution PreferredSchedulingTerm[]
NodeSelector: 1 nodeSelectorTerms NodeSelectorTerm[]
NodeSelectorTerm: 1 matchExpressions LabelSelectorRequirement[], 2 matchFields LabelSelectorRequirement[]
PreferredSchedulingTerm: 1 weight i, 2 preference NodeSelectorTerm
PodAffinity: 1 requiredDuringSchedulingIgnoredDuringExecution PodAffinityTerm[], 2 preferredDuringSchedulingIgnoredDuringExecution WeightedPodAffinityTerm[]
WeightedPodAffinityTerm: 1 weight i, 2 podAffinityTerm PodAffinityTerm
PodAffinityTerm: 1 labelSelector LabelSelector, 2 namespaces s[], 3 topologyKey s, 4 namespaceSelector LabelSelector, 5 matchLabelKeys s[], 6 mismatchLabelKeys s[]
PodSecurityContext: 1 seLinuxOptions SELinuxOptions, 2 runAsUser I, 3 runAsNonRoot B, 4 supplementalGroups i[], 5 fsGroup I, 6 runAsGroup I, 7 sysctls Sysctl[], 9 fsGroupChangePolicy s, 10 seccompProfile SeccompProfile
Sysctl: 1 name s, 2 value s
SELinuxOptions: 1 user s, 2 role s, 3 type s, 4 level s
SeccompProfile: 1 type s, 2 localhostProfile s
SecurityContext: 1 capabilities Capabilities, 2 privileged B, 3 seLinuxOptions SELinuxOptions, 4 runAsUser I, 5 runAsNonRoot B, 6 readOnlyRootFilesystem B, 7 allowPrivilegeEscalation B, 8 runAsGroup I, 9 procMount s, 11 seccompProfile SeccompProfile
Capabilities: 1 add s[], 2 drop s[]
Container: 1 name s, 2 image s, 3 command s[], 4 args s[], 5 workingDir s, 6 ports ContainerPort[], 7 env EnvVar[], 8 resources ResourceRequirements, 9 volumeMounts VolumeMount[], 10 livenessProbe Probe, 11 readinessProbe Probe, 12 lifecycle Lifecycle, 13 terminationMessagePath s, 14 imagePullPolicy s, 15 securityContext SecurityContext, 16 stdin b, 17 stdinOnce b, 18 tty b, 19 envFrom EnvFromSource[], 20 terminationMessagePolicy s, 21 volumeDevices VolumeDevice[], 22 startupProbe Probe, 23 resizePolicy ContainerResizePolicy[], 24 restartPolicy s
EphemeralContainer: 1 = Container, 2 targetContainerName s
ContainerResizePolicy: 1 resourceName s, 2 restartPolicy s
VolumeDevice: 1 name s, 2 devicePath s
ContainerPort: 1 name s, 2 hostPort i, 3 containerPort i, 4 protocol s, 5 hostIP s
EnvVar: 1 name s, 2 value s, 3 valueFrom EnvVarSource
EnvVarSource: 1 fieldRef ObjectFieldSelector, 2 resourceFieldRef ResourceFieldSelector, 3 configMapKeyRef KeySelector, 4 secretKeyRef KeySelector
ObjectFieldSelector: 1 apiVersion s, 2 fieldPath s
ResourceFieldSelector: 1 containerName s, 2 resource s, 3 divisor Q
KeySelector: 1 = LocalObjectReference, 2 key s, 3 optional B
EnvFromSource: 1 prefix s, 2 configMapRef EnvFromRef, 3 secretRef EnvFromRef
EnvFromRef: 1 = LocalObjectReference, 2 optional B
ResourceRequirements: 1 limits Q{}, 2 requests Q{}
VolumeMount: 1 name s, 2 readOnly b, 3 mountPath s, 4 subPath s, 5 mountPropagation s, 6 subPathExpr s, 7 recursiveReadOnly s
Probe: 1 = Handler, 2 initialDelaySeconds i, 3 timeoutSeconds i, 4 periodSeconds i, 5 successThreshold i, 6 failureThreshold i, 7 terminationGracePeriodSeconds I
Handler: 1 exec ExecAction, 2 httpGet HTTPGetAction, 3 tcpSocket TCPSocketAction, 4 grpc GRPCAction
LifecycleHandler: 1 exec ExecAction, 2 httpGet HTTPGetAction, 3 tcpSocket TCPSocketAction, 4 sleep SleepAction
Lifecycle: 1 postStart LifecycleHandler, 2 preStop LifecycleHandler
SleepAction: 1 seconds i
ExecAction: 1 command s[]
HTTPGetAction: 1 path s, 2 port X, 3 host s, 4 scheme s, 5 httpHeaders HTTPHeader[]
HTTPHeader: 1 name s, 2 value s
TCPSocketAction: 1 port X, 2 host s
GRPCAction: 1 port i, 2 service s
Volume: 1 name s, 2 = VolumeSource
VolumeSource: 1 hostPath HostPathVolumeSource, 2 emptyDir EmptyDirVolumeSource, 6 secret SecretVolumeSource, 10 persistentVolumeClaim PersistentVolumeClaimVolumeSource, 16 downwardAPI DownwardAPIVolumeSource, 19 configMap ConfigMapVolumeSource, 26 projected ProjectedVolumeSource
HostPathVolumeSource: 1 path s, 2 type s
EmptyDirVolumeSource: 1 medium s, 2 sizeLimit Q
SecretVolumeSource: 1 secretName s, 2 items KeyToPath[], 3 defaultMode I, 4 optional B
ConfigMapVolumeSource: 1 = LocalObjectReference, 2 items KeyToPath[], 3 defaultMode I, 4 optional B
KeyToPath: 1 key s, 2 path s, 3 mode I
PersistentVolumeClaimVolumeSource: 1 claimName s, 2 readOnly b
DownwardAPIVolumeSource: 1 items DownwardAPIVolumeFile[], 2 defaultMode I
DownwardAPIVolumeFile: 1 path s, 2 fieldRef ObjectFieldSelector, 3 resourceFieldRef ResourceFieldSelector, 4 mode I
ProjectedVolumeSource: 1 sources VolumeProjection[], 2 defaultMode I
VolumeProjection: 1 secret ConfigMapProjection, 2 downwardAPI DownwardAPIVolumeSource, 3 configMap ConfigMapProjection, 4 serviceAccountToken ServiceAccountTokenProjection
ConfigMapProjection: 1 = LocalObjectReference, 2 items KeyToPath[], 4 optional B
ServiceAccountTokenProjection: 1 audience s, 2 expirationSeconds I, 3 path s
ResourceQuota: 1 metadata ObjectMeta, 2 spec ResourceQuotaSpec, 3 status ResourceQuotaStatus
ResourceQuotaSpec: 1 hard Q{}, 2 scopes s[]
ResourceQuotaStatus: 1 hard Q{}, 2 used Q{}
`;
