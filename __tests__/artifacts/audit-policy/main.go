// Says at which level the API server logs requests by an audit policy: one question a line on standard input, as JSON, after
// the policy itself as the first line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apiserver/pkg/audit/policy"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
)

type question struct {
	User, Verb, Group, Resource, Subresource, Namespace, Path string
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	lines.Scan()
	var text string
	must(json.Unmarshal(lines.Bytes(), &text))
	loaded, err := policy.LoadPolicyFromBytes([]byte(text))
	must(err)
	evaluator := policy.NewPolicyRuleEvaluator(loaded)
	for lines.Scan() {
		var asked question
		must(json.Unmarshal(lines.Bytes(), &asked))
		fmt.Println(evaluator.EvaluatePolicyRule(authorizer.AttributesRecord{
			User:            &user.DefaultInfo{Name: asked.User},
			Verb:            asked.Verb,
			APIGroup:        asked.Group,
			Resource:        asked.Resource,
			Subresource:     asked.Subresource,
			Namespace:       asked.Namespace,
			ResourceRequest: asked.Path == "",
			Path:            asked.Path,
		}).Level)
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
