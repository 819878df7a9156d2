package reconciler

import "time"

type Status struct {
	Kind      Kind
	UpdatedAt time.Time
}

func (Status) GetError() string { return "" }

type Kind string

func (k Kind) String() string { return string(k) }

type Metrics interface{}
