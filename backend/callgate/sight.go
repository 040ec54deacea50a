package callgate

// Sight is what one scoped right of a user reaches.
type Sight struct {
	Permission  Permission `json:"permission"`
	Everything  bool       `json:"everything"`  // all there is, but what stands in Except
	Total       int        `json:"total"`       // extensions, queues and numbers it reaches
	Entities    []Entity   `json:"entities"`    // the first of them
	ExceptTotal int        `json:"exceptTotal"` // hidden although it reaches everything
	Except      []Entity   `json:"except"`      // the first of them
}
