// The oracle: asks the published pod-security-admission module for its verdict, one question a line.
//
// A question about a pod is {"level","version","pod"}; its answer {"reasons","details"}, both empty where the pod is
// allowed, or {"undecodable"} where the API server could not read the pod. A question about a namespace is {"labels"};
// its answer {"policy","invalid"}: level:version of enforce, audit and warn, and the labels that are refused.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"log"
	"os"

	corev1 "k8s.io/api/core/v1"
	kjson "sigs.k8s.io/json"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type question struct {
	Level   api.Level
	Version string
	Pod     json.RawMessage
	Labels  map[string]string
}

type answer struct {
	Reasons     []string `json:"reasons,omitempty"`
	Details     []string `json:"details,omitempty"`
	Undecodable string   `json:"undecodable,omitempty"`
	Policy      []string `json:"policy,omitempty"`
	Invalid     []string `json:"invalid,omitempty"`
}

func main() {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		log.Fatal(err)
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	write := json.NewEncoder(out)
	write.SetEscapeHTML(false)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			log.Fatal(err)
		}
		a := answer{}
		if q.Pod == nil {
			a = namespace(q)
		} else {
			a = pod(evaluator, q)
		}
		if err := write.Encode(a); err != nil {
			log.Fatal(err)
		}
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
}

func pod(evaluator policy.Evaluator, q question) answer {
	version, err := api.ParseVersion(q.Version)
	if err != nil {
		log.Fatal(err)
	}
	if q.Level == api.LevelPrivileged {
		// The plugin lets everything into a privileged namespace before it looks at the pod.
		return answer{}
	}
	var p corev1.Pod
	// The decoder of the API server: exact case of field names, integers kept as integers.
	if err := kjson.UnmarshalCaseSensitivePreserveInts(bytes.Clone(q.Pod), &p); err != nil {
		return answer{Undecodable: err.Error()}
	}
	if err := defaultVolumes(q.Pod, &p); err != nil {
		log.Fatal(err)
	}
	asked := api.LevelVersion{Level: q.Level, Version: version}
	result := policy.AggregateCheckResults(evaluator.EvaluatePod(asked, &p.ObjectMeta, &p.Spec))
	return answer{Reasons: result.ForbiddenReasons, Details: result.ForbiddenDetails}
}

// defaultVolumes makes an emptyDir of each volume without a source, as the API server does before any plugin sees the
// pod; upstream's own fixtures count on it. A volume with a source that this version does not know keeps none.
func defaultVolumes(raw []byte, p *corev1.Pod) error {
	var pod struct {
		Spec struct {
			Volumes []map[string]any `json:"volumes"`
		} `json:"spec"`
	}
	if err := kjson.UnmarshalCaseSensitivePreserveInts(bytes.Clone(raw), &pod); err != nil {
		return err
	}
	for i, volume := range pod.Spec.Volumes {
		sources := 0
		for key, value := range volume {
			if key != "name" && value != nil {
				sources++
			}
		}
		if sources == 0 {
			p.Spec.Volumes[i].EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
	return nil
}

func namespace(q question) answer {
	privileged := api.LevelVersion{Level: api.LevelPrivileged, Version: api.LatestVersion()}
	found, errs := api.PolicyToEvaluate(q.Labels, api.Policy{Enforce: privileged, Audit: privileged, Warn: privileged})
	a := answer{Policy: []string{found.Enforce.String(), found.Audit.String(), found.Warn.String()}}
	for _, err := range errs {
		a.Invalid = append(a.Invalid, err.Field)
	}
	return a
}
