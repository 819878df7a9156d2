package main

import (
	slimnetworkingv1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/networking/v1"
	slimmetav1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/apis/meta/v1"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/policy/api"
	"github.com/cilium/cilium/pkg/policy/types"
)

const (
	podNamespace    = "io.kubernetes.pod.namespace"
	namespaceLabels = "io.cilium.k8s.namespace.labels."
)

// networkPolicyEntries says in Cilium's terms what a NetworkPolicy says in those of Kubernetes.
func networkPolicyEntries(np *slimnetworkingv1.NetworkPolicy) (types.PolicyEntries, error) {
	namespace := np.Namespace
	if namespace == "" {
		namespace = "default"
	}
	isTyped := func(direction slimnetworkingv1.PolicyType) bool {
		for _, each := range np.Spec.PolicyTypes {
			if each == direction {
				return true
			}
		}
		return false
	}
	var entries types.PolicyEntries
	for _, rule := range np.Spec.Ingress {
		entries = append(entries, entry(true, peersOf(rule.From, namespace), rule.Ports))
	}
	if len(np.Spec.Ingress) == 0 && (isTyped("Ingress") || !isTyped("Egress")) {
		entries = append(entries, &types.PolicyEntry{Ingress: true})
	}
	for _, rule := range np.Spec.Egress {
		entries = append(entries, entry(false, peersOf(rule.To, namespace), rule.Ports))
	}
	if len(np.Spec.Egress) == 0 && isTyped("Egress") {
		entries = append(entries, &types.PolicyEntry{})
	}
	subject := types.NewLabelSelector(selectorOf(within(&np.Spec.PodSelector, namespace)))
	for _, each := range entries {
		each.Tier, each.Verdict, each.DefaultDeny, each.Subject = types.Normal, types.Allow, true, subject
	}
	return entries, nil
}

func entry(isIngress bool, peers types.Selectors, ports []slimnetworkingv1.NetworkPolicyPort) *types.PolicyEntry {
	var rules api.PortRules
	for _, p := range ports {
		each := api.PortProtocol{Port: "0", Protocol: api.ProtoTCP}
		if p.Port != nil {
			each.Port = p.Port.String()
		}
		if p.EndPort != nil {
			each.EndPort = *p.EndPort
		}
		if p.Protocol != nil {
			each.Protocol = api.L4Proto(*p.Protocol)
		}
		rules = append(rules, api.PortRule{Ports: []api.PortProtocol{each}})
	}
	return &types.PolicyEntry{Ingress: isIngress, L3: peers, L4: rules}
}

func peersOf(peers []slimnetworkingv1.NetworkPolicyPeer, namespace string) types.Selectors {
	if len(peers) == 0 {
		return types.WildcardSelectors
	}
	found := types.Selectors{}
	for _, peer := range peers {
		if peer.IPBlock != nil {
			rule := api.CIDRRule{Cidr: api.CIDR(peer.IPBlock.CIDR)}
			for _, except := range peer.IPBlock.Except {
				rule.ExceptCIDRs = append(rule.ExceptCIDRs, api.CIDR(except))
			}
			found = append(found, types.ToSelectors(rule)...)
			continue
		}
		pods := peer.PodSelector
		if pods == nil {
			pods = &slimmetav1.LabelSelector{}
		}
		if peer.NamespaceSelector == nil {
			found = append(found, types.NewLabelSelector(selectorOf(within(pods, namespace))))
			continue
		}
		found = append(found, types.NewLabelSelector(selectorOf(pods, ofNamespaces(peer.NamespaceSelector))))
	}
	return found
}

func ofNamespaces(selector *slimmetav1.LabelSelector) *slimmetav1.LabelSelector {
	exists := slimmetav1.LabelSelectorRequirement{Key: podNamespace, Operator: slimmetav1.LabelSelectorOpExists}
	prefixed := &slimmetav1.LabelSelector{
		MatchLabels:      map[string]string{},
		MatchExpressions: []slimmetav1.LabelSelectorRequirement{exists},
	}
	for key, value := range selector.MatchLabels {
		prefixed.MatchLabels[namespaceLabels+key] = value
	}
	for _, each := range selector.MatchExpressions {
		each.Key = namespaceLabels + each.Key
		prefixed.MatchExpressions = append(prefixed.MatchExpressions, each)
	}
	return prefixed
}

func within(selector *slimmetav1.LabelSelector, namespace string) *slimmetav1.LabelSelector {
	copied := selector.DeepCopy()
	if copied.MatchLabels == nil {
		copied.MatchLabels = map[string]string{}
	}
	copied.MatchLabels[podNamespace] = namespace
	return copied
}

func selectorOf(selectors ...*slimmetav1.LabelSelector) api.EndpointSelector {
	return api.NewESFromK8sLabelSelector(labels.LabelSourceK8sKeyPrefix, selectors...)
}
