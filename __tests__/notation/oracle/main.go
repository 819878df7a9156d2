// Reads YAML documents, each a JSON string on a line, and writes as JSON what sigs.k8s.io/yaml makes of them.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<30)
	for lines.Scan() {
		var document string
		if err := json.Unmarshal(lines.Bytes(), &document); err != nil {
			panic(err)
		}
		value, err := yaml.YAMLToJSON([]byte(document))
		if err != nil {
			value, _ = json.Marshal(err.Error())
		}
		fmt.Println(string(value))
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}
