// Package statedb stands in for a database that pkg/policy only mentions in types.
package statedb

import (
	"iter"
	"time"

	"github.com/cilium/hive/cell"
	"github.com/cilium/statedb/index"
)

type DB struct{}
type ReadTxn interface{}
type WriteTxn interface{ Commit() ReadTxn }
type txn struct{}

func (txn) Commit() ReadTxn { return nil }

func (*DB) ReadTxn() ReadTxn { return nil }
func (*DB) WriteTxn(...any) interface {
	Commit() ReadTxn
	Abort()
} {
	panic("stub")
}
func (db *DB) NewHandle(string) *DB { return db }

type Revision = uint64
type WatchSet struct{}

func NewWatchSet() *WatchSet { return &WatchSet{} }

type Query[Obj any] struct{}
type Index[Obj, Key any] struct {
	Name       string
	FromObject func(Obj) index.KeySet
	FromKey    func(Key) index.Key
	FromString func(string) (index.Key, error)
	Unique     bool
}

func (Index[Obj, Key]) Query(Key) Query[Obj]              { return Query[Obj]{} }
func (Index[Obj, Key]) QueryFromObject(Obj) Query[Obj]    { return Query[Obj]{} }
func (Index[Obj, Key]) QueryFromKey(index.Key) Query[Obj] { return Query[Obj]{} }
func (Index[Obj, Key]) isIndexer(Obj)                     {}

type Table[Obj any] interface {
	Prefix(ReadTxn, Query[Obj]) iter.Seq2[Obj, Revision]
	PrefixWatch(ReadTxn, Query[Obj]) (iter.Seq2[Obj, Revision], <-chan struct{})
	List(ReadTxn, Query[Obj]) iter.Seq2[Obj, Revision]
	All(ReadTxn) iter.Seq2[Obj, Revision]
	AllWatch(ReadTxn) (iter.Seq2[Obj, Revision], <-chan struct{})
	Get(ReadTxn, Query[Obj]) (Obj, Revision, bool)
	GetWatch(ReadTxn, Query[Obj]) (Obj, Revision, <-chan struct{}, bool)
	Initialized(ReadTxn) (bool, <-chan struct{})
}
type RWTable[Obj any] interface {
	Table[Obj]
	ToTable() Table[Obj]
	Insert(any, Obj) (Obj, bool, error)
	Delete(any, Obj) (Obj, bool, error)
}

type Indexer[Obj any] interface{ isIndexer(Obj) }

func NewTable[Obj any](*DB, string, Indexer[Obj], ...Indexer[Obj]) (RWTable[Obj], error) {
	panic("stub")
}
func ToSeq[A, B any](seq iter.Seq2[A, B]) iter.Seq[A] {
	return func(yield func(A) bool) {
		for a := range seq {
			if !yield(a) {
				return
			}
		}
	}
}

type Metrics interface {
	WriteTxnTableAcquisition(handle string, tableName string, acquire time.Duration)
}

var Cell = cell.Group()
