package index

import "fmt"

type Key []byte
type KeySet struct{}

func NewKeySet(...Key) KeySet          { return KeySet{} }
func FromString(s string) (Key, error) { return Key(s), nil }
func Stringer[T fmt.Stringer](t T) Key { return Key(t.String()) }
func String(s string) Key              { return Key(s) }
