// The oracle: says of each case on standard input, a JSON object a line, who reaches whom, by Cilium's own policy repository
// with Cilium's default configuration.
//
// statedb/ stands in for the database of that name, which pkg/policy mentions in types that are not used here.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/netip"
	"os"
	"sort"
	"strings"

	"github.com/cilium/cilium/pkg/crypto/certificatemanager"
	"github.com/cilium/cilium/pkg/endpoint/regeneration"
	envoypolicy "github.com/cilium/cilium/pkg/envoy/policy"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/identity/identitymanager"
	ipcachetypes "github.com/cilium/cilium/pkg/ipcache/types"
	v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	slimcorev1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/core/v1"
	slimnetworkingv1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/networking/v1"
	slimmetav1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/apis/meta/v1"
	k8sutils "github.com/cilium/cilium/pkg/k8s/utils"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/api"
	"github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/policy/utils"
	ciliumtypes "github.com/cilium/cilium/pkg/types"
	"github.com/cilium/cilium/pkg/u8proto"
)

type question struct {
	Objects []json.RawMessage `json:"objects"`
	// Parties that are no pods: names of reserved identities, and addresses.
	Peers []string `json:"peers"`
	// Ports to ask about of parties that are no pods.
	Ports []port `json:"ports"`
}

type port struct {
	Port     uint16 `json:"port"`
	Protocol string `json:"protocol"`
}

type answer struct {
	// `from to port/protocol`
	Allowed []string `json:"allowed"`
	Refused []string `json:"refused"`
}

type workload struct {
	name  string
	id    *identity.Identity
	names ciliumtypes.NamedPortMap
	ports []port
}

var logger = slog.New(slog.NewTextHandler(io.Discard, nil))

const cluster = "default"

func main() {
	option.Config.UnsafeDaemonConfigOption.AllowLocalhost = option.AllowLocalhostAlways
	option.Config.ClusterName = cluster
	option.Config.EnableIPv4 = true
	option.Config.EnableL7Proxy = true
	option.Config.EnableICMPRules = true
	policy.SetPolicyEnabled(option.DefaultEnforcement)
	api.InitEntities(cluster)
	if err := labelsfilter.ParseLabelPrefixCfg(logger, nil, nil, ""); err != nil {
		panic(err)
	}
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			var asked question
			if err := json.Unmarshal(line, &asked); err != nil {
				panic(err)
			}
			output.Encode(answerTo(asked))
		}
		if err != nil {
			return
		}
	}
}

func answerTo(asked question) answer {
	namespaces := map[string]*slimcorev1.Namespace{}
	var pods []*slimcorev1.Pod
	var services []*slimcorev1.Service
	entries := map[ipcachetypes.ResourceID]types.PolicyEntries{}
	said := answer{Allowed: []string{}, Refused: []string{}}
	var policies []json.RawMessage
	for _, raw := range asked.Objects {
		var meta struct {
			Kind string `json:"kind"`
		}
		must(json.Unmarshal(raw, &meta))
		switch meta.Kind {
		case "Namespace":
			var n slimcorev1.Namespace
			must(json.Unmarshal(raw, &n))
			if n.Labels == nil {
				n.Labels = map[string]string{}
			}
			n.Labels["kubernetes.io/metadata.name"] = n.Name
			namespaces[n.Name] = &n
		case "Pod":
			var p slimcorev1.Pod
			must(json.Unmarshal(raw, &p))
			pods = append(pods, &p)
		case "Service":
			var s slimcorev1.Service
			must(json.Unmarshal(raw, &s))
			services = append(services, &s)
		default:
			policies = append(policies, raw)
		}
	}
	for _, raw := range policies {
		id, read, err := readPolicy(raw, services)
		if err != nil {
			said.Refused = append(said.Refused, fmt.Sprintf("%s: %v", id, err))
			continue
		}
		entries[id] = append(entries[id], read...)
	}
	said.Allowed = append(said.Allowed, simulate(namespaces, pods, entries, asked)...)
	sort.Strings(said.Allowed)
	return said
}

func readPolicy(raw json.RawMessage, services []*slimcorev1.Service) (ipcachetypes.ResourceID, types.PolicyEntries, error) {
	var head struct {
		Kind     string                `json:"kind"`
		Metadata slimmetav1.ObjectMeta `json:"metadata"`
	}
	must(json.Unmarshal(raw, &head))
	namespace := head.Metadata.Namespace
	if namespace == "" && head.Kind != "CiliumClusterwideNetworkPolicy" {
		namespace = "default"
	}
	id := ipcachetypes.NewResourceID(ipcachetypes.ResourceKind(head.Kind), namespace, head.Metadata.Name)
	if head.Kind == "NetworkPolicy" {
		var np slimnetworkingv1.NetworkPolicy
		if err := json.Unmarshal(raw, &np); err != nil {
			return id, nil, err
		}
		read, err := networkPolicyEntries(&np)
		return id, read, err
	}
	var cnp v2.CiliumNetworkPolicy
	if err := json.Unmarshal(raw, &cnp); err != nil {
		return id, nil, err
	}
	cnp.Namespace = namespace
	for _, rule := range append([]*api.Rule{cnp.Spec}, cnp.Specs...) {
		if rule != nil {
			toServices(rule, services)
		}
	}
	rules, err := cnp.Parse(logger, cluster)
	if err != nil {
		return id, nil, err
	}
	return id, utils.RulesToPolicyEntries(rules), nil
}

// toServices adds the pods of Services, as the agent does.
func toServices(rule *api.Rule, services []*slimcorev1.Service) {
	for i := range rule.Egress {
		egress := &rule.Egress[i]
		for _, each := range egress.ToServices {
			ref := each.K8sService
			if ref == nil {
				continue
			}
			for _, s := range services {
				if s.Name != ref.ServiceName || (ref.Namespace != "" && ref.Namespace != s.Namespace) || len(s.Spec.Selector) == 0 {
					continue
				}
				selector := map[string]string{"io.kubernetes.pod.namespace": s.Namespace}
				for key, value := range s.Spec.Selector {
					selector[key] = value
				}
				es := api.NewESFromK8sLabelSelector(labels.LabelSourceK8sKeyPrefix, &slimmetav1.LabelSelector{MatchLabels: selector})
				es.Generated = true
				egress.ToEndpoints = append(egress.ToEndpoints, es)
			}
		}
	}
}

func simulate(namespaces map[string]*slimcorev1.Namespace, pods []*slimcorev1.Pod, entries map[ipcachetypes.ResourceID]types.PolicyEntries, asked question) []string {
	ids := identity.IdentityMap{}
	next := identity.NumericIdentity(1000)
	byLabels := map[string]*identity.Identity{}
	add := func(lbls labels.Labels) *identity.Identity {
		key := string(lbls.SortedList())
		if known, ok := byLabels[key]; ok {
			return known
		}
		made := identity.NewIdentity(next, lbls)
		next++
		byLabels[key] = made
		ids[made.ID] = made.LabelArray
		return made
	}
	var workloads []*workload
	for _, pod := range pods {
		if pod.Namespace == "" {
			pod.Namespace = "default"
		}
		namespace, ok := namespaces[pod.Namespace]
		if !ok {
			namespace = &slimcorev1.Namespace{ObjectMeta: slimmetav1.ObjectMeta{Name: pod.Namespace, Labels: map[string]string{"kubernetes.io/metadata.name": pod.Namespace}}}
		}
		if pod.Spec.ServiceAccountName == "" {
			pod.Spec.ServiceAccountName = "default"
		}
		names := namedPorts(pod)
		podLabels := k8sutils.SanitizePodLabels(pod.Labels, namespace, pod.Spec.ServiceAccountName, cluster)
		kept, _ := labelsfilter.Filter(labels.Map2Labels(podLabels, labels.LabelSourceK8s))
		each := &workload{name: pod.Namespace + "/" + pod.Name, id: add(kept), names: names}
		for _, container := range pod.Spec.Containers {
			for _, p := range container.Ports {
				protocol := string(p.Protocol)
				if protocol == "" {
					protocol = "TCP"
				}
				each.ports = append(each.ports, port{uint16(p.ContainerPort), protocol})
			}
		}
		workloads = append(workloads, each)
	}
	var peers []*workload
	for _, name := range asked.Peers {
		peer := &workload{name: name, ports: asked.Ports, names: ciliumtypes.NamedPortMap{}}
		if address, err := netip.ParseAddr(name); err == nil {
			peer.id = add(labels.GetCIDRLabels(netip.PrefixFrom(address, address.BitLen())))
		} else {
			reserved := identity.LookupReservedIdentity(identity.GetReservedID(name))
			ids[reserved.ID] = reserved.LabelArray
			peer.id = reserved
		}
		peers = append(peers, peer)
	}
	repo := policy.NewPolicyRepository(logger, ids, nil, envoypolicy.NewEnvoyL7RulesTranslator(logger, certificatemanager.NewMockSecretManagerInline()), identitymanager.NewIDManager(logger), nil)
	ports := ciliumtypes.NewNamedPortMultiMap()
	for _, each := range workloads {
		ports.Update(each.id.ID, nil, each.names)
	}
	repo.SetNamedPortsGetter(getter{ports})
	repo.UpdateIdentities(ids, nil)
	for id, list := range entries {
		repo.ReplaceByResource(list, id)
	}
	return rows(repo, workloads, peers)
}

func rows(repo *policy.Repository, workloads, peers []*workload) []string {
	policies := map[*workload]*policy.EndpointPolicy{}
	for _, each := range workloads {
		computed, _, err := repo.ComputeSelectorPolicy(each.id)
		must(err)
		distilled := computed.DistillPolicy(logger, owner{each}, map[string]uint16{policy.FallbackRedirectID: math.MaxUint16})
		distilled.Ready()
		distilled.Detach(logger)
		policies[each] = distilled
	}
	isOpen := func(subject *workload, key policy.Key) bool {
		entry, _, found := policies[subject].Lookup(key)
		return found && !entry.IsDeny()
	}
	var allowed []string
	row := func(from, to *workload, p port) {
		protocol, err := u8proto.ParseProtocol(p.Protocol)
		must(err)
		egress := policies[from] == nil || isOpen(from, policy.EgressKey().WithIdentity(to.id.ID).WithPortProto(protocol, p.Port))
		ingress := policies[to] == nil || isOpen(to, policy.IngressKey().WithIdentity(from.id.ID).WithPortProto(protocol, p.Port))
		if egress && ingress {
			allowed = append(allowed, fmt.Sprintf("%s %s %d/%s", from.name, to.name, p.Port, p.Protocol))
		}
	}
	for _, from := range workloads {
		for _, to := range workloads {
			if from != to {
				for _, p := range to.ports {
					row(from, to, p)
				}
			}
		}
		for _, peer := range peers {
			for _, p := range from.ports {
				row(peer, from, p)
			}
			for _, p := range peer.ports {
				row(from, peer, p)
			}
		}
	}
	return allowed
}

func namedPorts(pod *slimcorev1.Pod) ciliumtypes.NamedPortMap {
	names := ciliumtypes.NamedPortMap{}
	for _, container := range pod.Spec.Containers {
		for _, p := range container.Ports {
			if p.Name != "" {
				_ = names.AddPort(p.Name, int(p.ContainerPort), string(p.Protocol))
			}
		}
	}
	return names
}

type getter struct{ ports ciliumtypes.NamedPortMultiMap }

func (g getter) GetNamedPorts() ciliumtypes.NamedPortMultiMap { return g.ports }

type owner struct{ *workload }

func (o owner) GetID() uint64 { return uint64(o.id.ID) }
func (o owner) GetIngressNamedPort(name string, proto u8proto.U8proto) uint16 {
	number, err := o.names.GetNamedPort(name, proto)
	if err != nil {
		return 0
	}
	return number
}
func (o owner) PolicyDebug(string, ...any)                  {}
func (o owner) IsHost() bool                                { return false }
func (o owner) PreviousMapStateSizes() policy.MapStateSizes { return policy.MapStateSizes{} }
func (o owner) RegenerateIfAlive(*regeneration.ExternalRegenerationMetadata) <-chan bool {
	done := make(chan bool)
	close(done)
	return done
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
