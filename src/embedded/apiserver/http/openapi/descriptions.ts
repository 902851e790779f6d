/** The texts of `kubectl explain` for common kinds: `Type: text`, `Type.field: text`. */
const TEXT = `
*.apiVersion: Group and version of the schema the object follows.
*.kind: What the object is, in CamelCase.
*.metadata: Identity, labels and life cycle of the object.
Pod: One or more containers that run together on one node, share an address and end together.
Pod.spec: What shall run, and how.
Pod.status: What was last seen of it. Read-only.
PodSpec: The containers of a pod and everything they share.
PodSpec.containers: The programs that run side by side for as long as the pod lives; at least one.
PodSpec.initContainers: Programs that run one after the other, each to its successful end, before the containers start.
PodSpec.volumes: Folders and files that containers may mount.
PodSpec.restartPolicy: Whether containers that ended are started again: Always (default), OnFailure or Never.
PodSpec.terminationGracePeriodSeconds: Seconds between asking the processes to end (SIGTERM) and killing them (SIGKILL). Default 30.
PodSpec.serviceAccountName: The account whose token the containers find mounted.
PodSpec.automountServiceAccountToken: Whether that token is mounted. Default true.
PodSpec.nodeName: The node the pod runs on; set by the scheduler.
PodSpec.nodeSelector: Labels a node must have to be chosen.
PodSpec.hostname: The host name inside; by default the pod's name.
PodSpec.imagePullSecrets: Secrets with credentials for the registries of the images.
PodSpec.securityContext: Users and rights for all containers.
PodSpec.activeDeadlineSeconds: Seconds after which the pod is ended, whatever it does.
PodSpec.dnsPolicy: Where names are looked up: ClusterFirst (default), Default, None.
PodSpec.tolerations: Taints of nodes the pod can live with.
PodSpec.affinity: Where to run with regard to nodes and to other pods.
PodTemplateSpec: How each pod made from this template looks.
PodTemplateSpec.metadata: Labels and annotations of the pods; the labels must match the selector.
PodTemplateSpec.spec: What the pods run.
Container: One program with its image, its environment and its limits.
Container.name: Unique in the pod; a DNS label.
Container.image: The image to run, with its registry and tag.
Container.imagePullPolicy: When to fetch the image: Always, IfNotPresent or Never.
Container.command: Replaces the image's ENTRYPOINT; no shell is involved.
Container.args: Replaces the image's CMD.
Container.workingDir: The folder the program starts in.
Container.env: Environment variables, later ones win.
Container.envFrom: ConfigMaps and Secrets of which every key becomes a variable.
Container.ports: Ports the program listens on: for information, and for Services that use their names.
Container.resources: How much CPU and memory is asked for and allowed.
Container.volumeMounts: Which volumes appear where in the container's file system.
Container.livenessProbe: A check; while it fails, the container is restarted.
Container.readinessProbe: A check; while it fails, Services send no traffic.
Container.startupProbe: A check that holds the other two back until it has succeeded once.
Container.lifecycle: What to do right after the start and right before the end.
Container.securityContext: The user and the rights the program runs with.
Container.stdin: Whether standard input is kept open for attach.
Container.tty: Whether the program runs on a terminal.
Container.terminationMessagePath: File whose content explains the program's end in the pod's status.
ContainerPort.containerPort: The port's number.
ContainerPort.name: A name for Services to use instead of the number.
ContainerPort.protocol: TCP (default), UDP or SCTP.
EnvVar: One environment variable.
EnvVar.name: The variable's name.
EnvVar.value: Its value; $(OTHER) is replaced by the value of OTHER.
EnvVar.valueFrom: Where to take the value from instead.
EnvVarSource.fieldRef: A field of the pod itself, e.g. metadata.name or spec.nodeName.
EnvVarSource.configMapKeyRef: A key of a ConfigMap.
EnvVarSource.secretKeyRef: A key of a Secret.
ResourceRequirements.limits: The most that may be used, e.g. cpu 500m, memory 128Mi.
ResourceRequirements.requests: What must be free on a node for the pod to go there.
VolumeMount.mountPath: Where it appears; must not contain a colon.
VolumeMount.name: The volume's name.
VolumeMount.readOnly: Whether it cannot be written. Default false.
VolumeMount.subPath: A path within the volume to mount instead of all of it.
Probe: How to find out whether a program is well.
Probe.httpGet: An HTTP request that must be answered with a status from 200 to 399.
Probe.exec: A command that must exit with 0.
Probe.tcpSocket: A port that must accept connections.
Probe.initialDelaySeconds: Seconds after the start before the first check.
Probe.periodSeconds: Seconds between checks. Default 10.
Probe.timeoutSeconds: Seconds after which an unanswered check has failed. Default 1.
Probe.failureThreshold: Failures in a row that count. Default 3.
Probe.successThreshold: Successes in a row that count. Default 1.
HTTPGetAction.path: The path to ask for.
HTTPGetAction.port: Number or name of the port.
Lifecycle.preStop: Runs before SIGTERM is sent, within the grace period.
Lifecycle.postStart: Runs right after the start, beside the program.
PodStatus.phase: Pending, Running, Succeeded, Failed or Unknown.
PodStatus.conditions: How far the pod has come: scheduled, initialized, ready.
PodStatus.podIP: The pod's address.
PodStatus.containerStatuses: State and number of restarts of each container.
Deployment: Keeps a number of equal pods running, and replaces them step by step when their template changes.
Deployment.spec: The wanted state.
Deployment.status: What was last seen. Read-only.
DeploymentSpec: How many pods, which, and how they are replaced.
DeploymentSpec.replicas: Number of pods. Default 1.
DeploymentSpec.selector: Which pods are counted; must match the template's labels and cannot be changed.
DeploymentSpec.template: How a pod looks. A change starts a rollout.
DeploymentSpec.strategy: How old pods make way for new ones.
DeploymentSpec.minReadySeconds: Seconds a new pod must have been ready to count as available. Default 0.
DeploymentSpec.revisionHistoryLimit: How many old ReplicaSets are kept for going back. Default 10.
DeploymentSpec.progressDeadlineSeconds: Seconds without progress after which a rollout is reported as failed. Default 600.
DeploymentSpec.paused: Whether changes of the template wait.
DeploymentStrategy.type: RollingUpdate (default) or Recreate.
DeploymentStrategy.rollingUpdate: How many pods may be missing or too many meanwhile.
RollingUpdateDeployment.maxSurge: Pods beyond the wanted number, a count or a percentage. Default 25%.
RollingUpdateDeployment.maxUnavailable: Pods below the wanted number, a count or a percentage. Default 25%.
ReplicaSet: Keeps a number of equal pods running. Usually made by a Deployment.
ReplicaSetSpec.replicas: Number of pods. Default 1.
LabelSelector: Selects objects by their labels; all requirements must hold.
LabelSelector.matchLabels: Labels that must have exactly these values.
LabelSelector.matchExpressions: Requirements with operators: In, NotIn, Exists, DoesNotExist.
Service: One stable name and address for a changing set of pods.
Service.spec: Which pods, and on which ports.
ServiceSpec.selector: Labels of the pods that get the traffic.
ServiceSpec.ports: The ports it listens on.
ServiceSpec.type: ClusterIP (default), NodePort, LoadBalancer or ExternalName.
ServiceSpec.clusterIP: Its address inside the cluster; None for a headless Service.
ServiceSpec.sessionAffinity: Whether a client stays with one pod: None (default) or ClientIP.
ServicePort.port: The port of the Service.
ServicePort.targetPort: The port of the pods, by number or name; by default the same number.
ServicePort.name: Its name; needed when there are several.
ServicePort.nodePort: The port on every node, for types NodePort and LoadBalancer.
Ingress: Routes HTTP requests from outside to Services, by host and path.
IngressSpec.rules: Hosts and paths, and the Services behind them.
IngressSpec.defaultBackend: Where requests go that no rule matches.
IngressSpec.ingressClassName: Which ingress controller serves it.
ConfigMap: Configuration that is not secret, as keys and values.
ConfigMap.data: Keys and UTF-8 texts.
ConfigMap.binaryData: Keys and bytes, in base64.
ConfigMap.immutable: Whether the content can no longer change.
Secret: Small pieces of confidential data, as keys and values.
Secret.data: Keys and values in base64: an encoding, not an encryption.
Secret.stringData: Plain values, written only, and put into data by the server.
Secret.type: What it is for, e.g. Opaque or kubernetes.io/dockerconfigjson.
Namespace: A scope of names; most objects live in one and go away with it.
Node: A machine that runs pods.
ServiceAccount: An identity for programs in pods.
Event: A report of something that happened to an object.
Job: Runs pods until a number of them has succeeded.
CronJob: Makes a Job each time its schedule says so.
DaemonSet: Runs one pod on each node.
StatefulSet: Keeps pods with lasting names and volumes.
Lease: Who holds something, and until when: the basis of leader election.
LeaseSpec.holderIdentity: Who holds it.
LeaseSpec.renewTime: When the holder last said so.
LeaseSpec.leaseDurationSeconds: Seconds after which others may take it.
Role: Rights within one namespace.
ClusterRole: Rights in the whole cluster, or to be granted in any namespace.
RoleBinding: Grants a role's rights to users, groups or service accounts within a namespace.
ClusterRoleBinding: Grants a cluster role's rights in the whole cluster.
PolicyRule.verbs: What may be done: get, list, watch, create, update, patch, delete, or * for everything.
PolicyRule.resources: To which resources, e.g. pods or deployments/scale.
PolicyRule.apiGroups: The API groups of the resources; the empty one is core.
PolicyRule.resourceNames: Only objects of these names.
CustomResourceDefinition: Teaches the API server a new kind.
CustomResourceDefinitionSpec.group: The API group of the new kind.
CustomResourceDefinitionSpec.names: What the kind is called, in the plural, in the singular, in short.
CustomResourceDefinitionSpec.scope: Namespaced or Cluster.
CustomResourceDefinitionSpec.versions: The versions that are served, with their schemas.
PodDisruptionBudget: How many pods may be taken away at once on purpose.
HorizontalPodAutoscaler: Scales a workload by the metrics of its pods.
`;

let parsed: Map<string, string> | undefined;

function descriptions(): Map<string, string> {
  return (parsed ??= new Map(
    TEXT.split('\n')
      .filter(Boolean)
      .map((line) => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)];
      }),
  ));
}

/** @param type short name of a type, e.g. `Container`; with a field, of that field */
export function describe(type: string, field?: string): string | undefined {
  return descriptions().get(field === undefined ? type : `${type}.${field}`);
}
