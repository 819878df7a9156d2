// Says of each case on standard input, a JSON object a line, who reaches whom, by Cyclonus' model of NetworkPolicy.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

type question struct {
	Objects []json.RawMessage `json:"objects"`
	Peers   []string          `json:"peers"`
	Ports   []struct {
		Port     int    `json:"port"`
		Protocol string `json:"protocol"`
	} `json:"ports"`
}

type port struct {
	number   int
	name     string
	protocol corev1.Protocol
}

type party struct {
	name  string
	peer  *matcher.TrafficPeer
	ports []port
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			var asked question
			must(json.Unmarshal(line, &asked))
			output.Encode(map[string][]string{"allowed": answer(asked), "refused": {}})
		}
		if err != nil {
			return
		}
	}
}

func answer(asked question) []string {
	namespaces := map[string]map[string]string{}
	var pods []corev1.Pod
	var policies []*networkingv1.NetworkPolicy
	for _, raw := range asked.Objects {
		var head struct{ Kind string }
		must(json.Unmarshal(raw, &head))
		switch head.Kind {
		case "Namespace":
			var n corev1.Namespace
			must(json.Unmarshal(raw, &n))
			namespaces[n.Name] = n.Labels
		case "Pod":
			var p corev1.Pod
			must(json.Unmarshal(raw, &p))
			if p.Namespace == "" {
				p.Namespace = "default"
			}
			pods = append(pods, p)
		case "NetworkPolicy":
			policy := &networkingv1.NetworkPolicy{}
			must(json.Unmarshal(raw, policy))
			if len(policy.Spec.PolicyTypes) == 0 {
				policy.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
				if len(policy.Spec.Egress) > 0 {
					policy.Spec.PolicyTypes = append(policy.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
				}
			}
			policies = append(policies, policy)
		}
	}
	built := matcher.BuildNetworkPolicies(false, policies)
	var parties []party
	for i, pod := range pods {
		labels := map[string]string{"kubernetes.io/metadata.name": pod.Namespace}
		for key, value := range namespaces[pod.Namespace] {
			labels[key] = value
		}
		each := party{name: pod.Namespace + "/" + pod.Name, peer: &matcher.TrafficPeer{
			IP:       fmt.Sprintf("172.31.%d.%d", i/250, i%250+1),
			Internal: &matcher.InternalPeer{Namespace: pod.Namespace, NamespaceLabels: labels, PodLabels: pod.Labels},
		}}
		for _, container := range pod.Spec.Containers {
			for _, p := range container.Ports {
				protocol := p.Protocol
				if protocol == "" {
					protocol = corev1.ProtocolTCP
				}
				each.ports = append(each.ports, port{int(p.ContainerPort), p.Name, protocol})
			}
		}
		parties = append(parties, each)
	}
	for _, address := range asked.Peers {
		each := party{name: address, peer: &matcher.TrafficPeer{IP: address}}
		for _, p := range asked.Ports {
			each.ports = append(each.ports, port{p.Port, "", corev1.Protocol(p.Protocol)})
		}
		parties = append(parties, each)
	}
	allowed := []string{}
	for _, from := range parties {
		for _, to := range parties {
			if from.name == to.name || (from.peer.Internal == nil && to.peer.Internal == nil) {
				continue
			}
			for _, p := range to.ports {
				traffic := &matcher.Traffic{Source: from.peer, Destination: to.peer, ResolvedPort: p.number, ResolvedPortName: p.name, Protocol: p.protocol}
				if built.IsTrafficAllowed(traffic).IsAllowed() {
					allowed = append(allowed, fmt.Sprintf("%s %s %d/%s", from.name, to.name, p.number, p.protocol))
				}
			}
		}
	}
	sort.Strings(allowed)
	return allowed
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
