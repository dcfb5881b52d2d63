// SPDX-License-Identifier: MIT

// Package tap prints what a test has found in the Test Anything Protocol, version 13. It stands in
// for github.com/mndrix/tap-go, which the validation suite imports and Debian does not have: the part
// of its interface that the suite calls.
package tap

import (
	"encoding/json"
	"fmt"
	"strings"
)

// T counts the assertions. Those made by Todo() count with it.
type T struct {
	asserted  *int
	directive string
}

// New has no assertion yet.
func New() *T { return &T{asserted: new(int)} }

// Header prints the version, and the plan if it is known at the beginning: 0 if it is not.
func (t *T) Header(planned int) {
	fmt.Println("TAP version 13")
	if planned > 0 {
		fmt.Printf("1..%d\n", planned)
	}
}

// AutoPlan prints the plan at the end: as many as there were.
func (t *T) AutoPlan() { fmt.Printf("1..%d\n", *t.asserted) }

// Ok prints one assertion.
func (t *T) Ok(holds bool, description string) {
	verdict := "ok"
	if !holds {
		verdict = "not ok"
	}
	t.print(verdict, " - "+description+t.directive)
}

// Pass prints one that holds.
func (t *T) Pass(description string) { t.Ok(true, description) }

// Fail prints one that does not.
func (t *T) Fail(description string) { t.Ok(false, description) }

// Skip prints some that were not looked at.
func (t *T) Skip(count int, reason string) {
	for ; count > 0; count-- {
		t.print("ok", " # SKIP "+reason)
	}
}

// Todo is a T for assertions that are not expected to hold yet.
func (t *T) Todo() *T { return &T{t.asserted, " # TODO"} }

// Diagnostic prints a comment, of one line or more.
func (t *T) Diagnostic(message string) {
	fmt.Println("# " + strings.ReplaceAll(message, "\n", "\n# "))
}

// Diagnosticf is Diagnostic, as Printf would have it.
func (t *T) Diagnosticf(format string, values ...interface{}) {
	t.Diagnostic(fmt.Sprintf(format, values...))
}

// YAML prints what there is to know about the assertion before it. JSON is YAML, too.
func (t *T) YAML(value interface{}) error {
	text, err := json.MarshalIndent(value, "  ", "  ")
	if err == nil {
		fmt.Printf("  ---\n  %s\n  ...\n", text)
	}
	return err
}

func (t *T) print(verdict, rest string) {
	*t.asserted++
	fmt.Printf("%s %d%s\n", verdict, *t.asserted, rest)
}
