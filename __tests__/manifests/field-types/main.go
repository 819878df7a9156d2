// Writes the table of field types of lib/manifests/schema, from the Go types that kube-apiserver decodes into and from the
// schemas of custom resources:
//
//	go run . ../../../crds/*.yaml ../../../crds/served/{kserve,prometheus-operator}.yaml > ../../../lib/manifests/schema/field-types.table.ts
//
// With -decode it reads objects, one JSON text a line, and says of each why kube-apiserver cannot decode it;
// an empty line where it can. So were made the verdicts of decoded.txt, on objects with fields of random types.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	admission "k8s.io/api/admissionregistration/v1"
	apps "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	node "k8s.io/api/node/v1"
	policy "k8s.io/api/policy/v1"
	rbac "k8s.io/api/rbac/v1"
	scheduling "k8s.io/api/scheduling/v1"
	storage "k8s.io/api/storage/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	kjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

var kinds = map[string]any{
	"v1/ConfigMap": core.ConfigMap{}, "v1/Endpoints": core.Endpoints{}, "v1/LimitRange": core.LimitRange{},
	"v1/Namespace": core.Namespace{}, "v1/Node": core.Node{}, "v1/PersistentVolume": core.PersistentVolume{},
	"v1/PersistentVolumeClaim": core.PersistentVolumeClaim{}, "v1/Pod": core.Pod{}, "v1/PodTemplate": core.PodTemplate{},
	"v1/ReplicationController": core.ReplicationController{}, "v1/ResourceQuota": core.ResourceQuota{},
	"v1/Secret": core.Secret{}, "v1/Service": core.Service{}, "v1/ServiceAccount": core.ServiceAccount{},
	"apps/v1/DaemonSet": apps.DaemonSet{}, "apps/v1/Deployment": apps.Deployment{}, "apps/v1/ReplicaSet": apps.ReplicaSet{},
	"apps/v1/StatefulSet": apps.StatefulSet{}, "batch/v1/CronJob": batch.CronJob{}, "batch/v1/Job": batch.Job{},
	"autoscaling/v1/HorizontalPodAutoscaler": autoscalingv1.HorizontalPodAutoscaler{},
	"autoscaling/v2/HorizontalPodAutoscaler": autoscalingv2.HorizontalPodAutoscaler{},
	"networking.k8s.io/v1/Ingress":           networking.Ingress{}, "networking.k8s.io/v1/IngressClass": networking.IngressClass{},
	"networking.k8s.io/v1/NetworkPolicy": networking.NetworkPolicy{}, "node.k8s.io/v1/RuntimeClass": node.RuntimeClass{},
	"policy/v1/PodDisruptionBudget":                   policy.PodDisruptionBudget{},
	"rbac.authorization.k8s.io/v1/ClusterRole":        rbac.ClusterRole{},
	"rbac.authorization.k8s.io/v1/ClusterRoleBinding": rbac.ClusterRoleBinding{},
	"rbac.authorization.k8s.io/v1/Role":               rbac.Role{},
	"rbac.authorization.k8s.io/v1/RoleBinding":        rbac.RoleBinding{},
	"scheduling.k8s.io/v1/PriorityClass":              scheduling.PriorityClass{}, "storage.k8s.io/v1/StorageClass": storage.StorageClass{},
	"admissionregistration.k8s.io/v1/MutatingWebhookConfiguration":     admission.MutatingWebhookConfiguration{},
	"admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy":        admission.ValidatingAdmissionPolicy{},
	"admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding": admission.ValidatingAdmissionPolicyBinding{},
	"admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration":   admission.ValidatingWebhookConfiguration{},
}

// What a type with a decoder of its own takes.
var scalars = map[string]string{
	"k8s.io/apimachinery/pkg/api/resource.Quantity":   "q",
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString": "x",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":       "s",
	"k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime":  "s",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Duration":   "s",
	"k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1":   "*",
	"k8s.io/apimachinery/pkg/runtime.RawExtension":    "*",
}

type table struct {
	structs []string
	byText  map[string]int
	byType  map[reflect.Type]string
}

// add keeps one copy of structs that are alike.
func (t *table) add(fields map[string]string) string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	for i, name := range names {
		names[i] = name + " " + fields[name]
	}
	text := strings.Join(names, ",")
	if _, known := t.byText[text]; !known {
		t.byText[text] = len(t.structs)
		t.structs = append(t.structs, text)
	}
	return fmt.Sprint(t.byText[text])
}

func (t *table) of(goType reflect.Type) string {
	if code, known := t.byType[goType]; known {
		return code
	}
	if code, known := scalars[goType.PkgPath()+"."+goType.Name()]; known {
		return code
	}
	switch goType.Kind() {
	case reflect.Pointer:
		return t.of(goType.Elem())
	case reflect.Bool:
		return "b"
	case reflect.String:
		return "s"
	case reflect.Int32:
		return "i"
	case reflect.Int64:
		return "l"
	case reflect.Slice:
		if goType.Elem().Kind() == reflect.Uint8 {
			return "y"
		}
		return "[" + t.of(goType.Elem())
	case reflect.Map:
		return "{" + t.of(goType.Elem())
	case reflect.Struct:
		fields := map[string]string{}
		t.fields(goType, fields)
		t.byType[goType] = t.add(fields)
		return t.byType[goType]
	}
	panic("what is " + goType.String())
}

func (t *table) fields(goType reflect.Type, into map[string]string) {
	for i := range goType.NumField() {
		field := goType.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		if name == "" && (field.Anonymous || strings.Contains(options, "inline")) {
			t.fields(field.Type, into)
			continue
		}
		into[name] = t.of(field.Type)
	}
}

// root is a struct without its status, which no check reads, and without what every object has.
func (t *table) root(code string) string {
	var index int
	fmt.Sscan(code, &index)
	fields := map[string]string{}
	for _, field := range strings.Split(t.structs[index], ",") {
		name, code, _ := strings.Cut(field, " ")
		switch name {
		case "status", "metadata", "apiVersion", "kind":
		default:
			fields[name] = code
		}
	}
	return t.add(fields)
}

// schema reads the structural schema of a custom resource; null in one of its lists is refused.
func (t *table) schema(schema map[string]any) string {
	if schema["x-kubernetes-int-or-string"] == true {
		return "x"
	}
	if schema["x-kubernetes-preserve-unknown-fields"] == true || schema["x-kubernetes-embedded-resource"] == true {
		return "*"
	}
	switch schema["type"] {
	case "boolean":
		return "b"
	case "string":
		return "s"
	case "integer":
		if schema["format"] == "int32" {
			return "i"
		}
		return "l"
	case "array":
		items := schema["items"].(map[string]any)
		if items["nullable"] == true {
			return "[" + t.schema(items)
		}
		return "(" + t.schema(items)
	case "object":
		if values, ok := schema["additionalProperties"].(map[string]any); ok {
			return "{" + t.schema(values)
		}
		fields := map[string]string{}
		properties, _ := schema["properties"].(map[string]any)
		for name, property := range properties {
			fields[name] = t.schema(property.(map[string]any))
		}
		return t.add(fields)
	}
	return "*"
}

func (t *table) definitions(file string, roots map[string]string) {
	content, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	for _, document := range bytes.Split(content, []byte("\n---\n")) {
		var crd map[string]any
		if err := yaml.Unmarshal(document, &crd); err != nil {
			panic(err)
		}
		if crd == nil {
			continue
		}
		spec := crd["spec"].(map[string]any)
		for _, each := range spec["versions"].([]any) {
			version := each.(map[string]any)
			schema := version["schema"].(map[string]any)["openAPIV3Schema"].(map[string]any)
			kind := fmt.Sprintf("%s/%s/%s", spec["group"], version["name"], spec["names"].(map[string]any)["kind"])
			if spec["group"] == "cilium.io" && strings.HasSuffix(kind, "NetworkPolicy") {
				continue // Their whole schema is in lib/manifests/network/cilium-policy-schema.ts.
			}
			if _, known := roots[kind]; known {
				continue // One file of several has the kind with the fields that are rendered, another with all of them.
			}
			if code := t.schema(schema); code != "*" {
				roots[kind] = t.root(code)
			}
		}
	}
}

// prune leaves out the structs that no root leads to, as those of status, and numbers the others anew.
func (t *table) prune(metadata *string, roots map[string]string) []string {
	var kept []string
	numbers := map[string]string{}
	var move func(code string) string
	move = func(code string) string {
		list := strings.TrimLeft(code, "[({")
		prefix := code[:len(code)-len(list)]
		var index int
		if _, err := fmt.Sscan(list, &index); err != nil {
			return code
		}
		if number, known := numbers[list]; known {
			return prefix + number
		}
		place := len(kept)
		number := fmt.Sprint(place)
		numbers[list] = number
		kept = append(kept, "")
		var fields []string
		if t.structs[index] != "" {
			for _, field := range strings.Split(t.structs[index], ",") {
				name, code, _ := strings.Cut(field, " ")
				fields = append(fields, name+" "+move(code))
			}
		}
		kept[place] = strings.Join(fields, ",")
		return prefix + number
	}
	*metadata = move(*metadata)
	for _, kind := range sorted(roots) {
		roots[kind] = move(roots[kind])
	}
	return kept
}

func write(files []string) {
	t := &table{byText: map[string]int{}, byType: map[reflect.Type]string{}}
	roots := map[string]string{}
	metadata := t.of(reflect.TypeOf(meta.ObjectMeta{}))
	for kind := range kinds {
		roots[kind] = ""
	}
	for _, kind := range sorted(roots) {
		roots[kind] = t.root(t.of(reflect.TypeOf(kinds[kind])))
	}
	for _, file := range files {
		t.definitions(file, roots)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, "// Written by __tests__/manifests/field-types/main.go; do not edit.")
	fmt.Fprintln(out, "\n/** The structs that objects consist of: `field type` and so on. What a type is, FieldTypes says. */")
	fmt.Fprintln(out, "export const STRUCTS: readonly string[] = [")
	for _, text := range t.prune(&metadata, roots) {
		fmt.Fprintf(out, "  '%s',\n", text)
	}
	fmt.Fprintln(out, "];\n\n/** The struct of `metadata`, which every kind has. */")
	fmt.Fprintf(out, "export const METADATA = '%s';\n", metadata)
	fmt.Fprintln(out, "\n/** The struct of each kind whose fields are known, without metadata and status. */")
	fmt.Fprintln(out, "export const KINDS: Readonly<Record<string, string>> = {")
	for _, kind := range sorted(roots) {
		fmt.Fprintf(out, "  '%s': '%s',\n", kind, roots[kind])
	}
	fmt.Fprintln(out, "};")
}

func sorted(roots map[string]string) []string {
	names := make([]string, 0, len(roots))
	for name := range roots {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func decode() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var head struct{ APIVersion, Kind string }
		if err := kjson.UnmarshalCaseSensitivePreserveInts(line, &map[string]any{}); err != nil {
			panic(err)
		}
		if err := yaml.Unmarshal(line, &head); err != nil {
			fmt.Println(err)
			continue
		}
		object := reflect.New(reflect.TypeOf(kinds[head.APIVersion+"/"+head.Kind])).Interface()
		if err := kjson.UnmarshalCaseSensitivePreserveInts(line, object); err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println()
		}
	}
}

func main() {
	decoding := flag.Bool("decode", false, "read objects, and say which of them can be decoded")
	flag.Parse()
	if *decoding {
		decode()
		return
	}
	write(flag.Args())
}
