// Package part: maps by value, copied when written.
package part

import "maps"

type Map[K, V any] struct{ m map[any]V }
type MapTxn[K, V any] struct{ m map[any]V }
type Set[T any] struct{}

func RegisterKeyType[K any](func(K) []byte) {}

func (m Map[K, V]) Get(k K) (V, bool) { v, ok := m.m[k]; return v, ok }
func (m Map[K, V]) Txn() MapTxn[K, V] {
	c := maps.Clone(m.m)
	if c == nil {
		c = map[any]V{}
	}
	return MapTxn[K, V]{c}
}
func (t MapTxn[K, V]) Get(k K) (V, bool) { v, ok := t.m[k]; return v, ok }
func (t MapTxn[K, V]) Set(k K, v V)      { t.m[k] = v }
func (t MapTxn[K, V]) Delete(k K) bool   { _, ok := t.m[k]; delete(t.m, k); return ok }
func (t MapTxn[K, V]) Commit() Map[K, V] { return Map[K, V]{maps.Clone(t.m)} }
