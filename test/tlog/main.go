// Command tlog checks a log with code of others: golang.org/x/mod/sumdb, filippo.io/torchwood and
// github.com/transparency-dev/merkle. It reads what is to be checked from standard input, as JSON, and writes what it
// found to standard output. Whatever does not verify is a failure; a program that cannot run ends with exit code 2.
package main

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"filippo.io/torchwood"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Asked is what a log handed out. Hashes are base64, as encoding/json reads []byte.
type Asked struct {
	// Base is the URL under which checkpoint and tiles stand; Key is the verifier key of the log.
	Base, Key string
	// Notes are signed notes that must be by the log; Proofs are tlog-proofs whose extra data are the leaf.
	Notes, Proofs []string
	Kept          []string
	// Former are keys that the log had before, whose notes, proofs and kept checkpoints hold as well; Successions are
	// statements that one of the keys and the one after it both signed.
	Former, Successions []string
	Inclusion           []struct {
		Index, Size int64
		Proof       [][]byte
	}
	Consistency []struct {
		First, Second int64
		Proof         [][]byte
	}
	// Cosigned is a checkpoint with a signature of the witness whose verifier key this is.
	Cosigned *struct{ Note, Key string }
	// Submit is a witness that is sent the checkpoint, with a proof from the size Old; Key is what it must cosign with.
	Submit *struct {
		URL, Key string
		Old      int64
	}
}

// Found is what the checks gave. Cosigned is the checkpoint with a cosignature made here.
type Found struct {
	Size       int64
	LeafHashes []string
	Failures   []string
	Cosigned   struct{ Note, Key string }
}

func main() {
	var asked Asked
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	found := check(context.Background(), asked)
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		os.Exit(2)
	}
}

func check(ctx context.Context, asked Asked) (found Found) {
	fail := func(what string, err error) {
		if err != nil {
			found.Failures = append(found.Failures, fmt.Sprintf("%s: %v", what, err))
		}
	}
	verifier, err := note.NewVerifier(asked.Key)
	if err != nil {
		fail("key", err)
		return found
	}
	verifiers := []note.Verifier{verifier}
	signers := []torchwood.Policy{torchwood.SingleVerifierPolicy(verifier)}
	for i, key := range asked.Former {
		former, err := note.NewVerifier(key)
		if err != nil {
			fail(fmt.Sprintf("former %d", i), err)
			return found
		}
		verifiers = append(verifiers, former)
		signers = append(signers, torchwood.SingleVerifierPolicy(former))
	}
	now := torchwood.ThresholdPolicy(2, torchwood.OriginPolicy(verifier.Name()), signers[0])
	ever := torchwood.ThresholdPolicy(2, torchwood.OriginPolicy(verifier.Name()), torchwood.ThresholdPolicy(1, signers...))
	fetcher, err := torchwood.NewTileFetcher(asked.Base)
	if err != nil {
		fail("base", err)
		return found
	}
	signed, err := fetcher.ReadEndpoint(ctx, "checkpoint")
	if err != nil {
		fail("checkpoint", err)
		return found
	}
	head, opened, err := torchwood.VerifyCheckpoint(signed, now)
	if err != nil {
		fail("checkpoint", err)
		return found
	}
	found.Size = head.N
	// Every hash that this reader gives was authenticated against the root.
	reader := torchwood.TileHashReaderWithContext(ctx, head.Tree, fetcher)
	leaves, err := leafHashes(head.N, reader)
	fail("leaves", err)
	for _, hash := range leaves {
		found.LeafHashes = append(found.LeafHashes, hex.EncodeToString(hash[:]))
	}
	for i, text := range asked.Notes {
		_, err := note.Open([]byte(text), note.VerifierList(verifiers...))
		fail(fmt.Sprintf("note %d", i), err)
	}
	for i, text := range asked.Proofs {
		fail(fmt.Sprintf("proof %d", i), checkProof(ever, text))
	}
	for i, text := range asked.Kept {
		fail(fmt.Sprintf("kept %d", i), checkKept(ever, head.Tree, reader, text))
	}
	for i, text := range asked.Successions {
		fail(fmt.Sprintf("succession %d", i), checkSuccession(text, verifiers))
	}
	for _, p := range asked.Inclusion {
		fail(fmt.Sprintf("inclusion %d in %d", p.Index, p.Size), checkInclusion(p.Index, p.Size, p.Proof, leaves, reader))
	}
	for _, p := range asked.Consistency {
		fail(fmt.Sprintf("consistency %d to %d", p.First, p.Second), checkConsistency(p.First, p.Second, p.Proof, reader))
	}
	if asked.Cosigned != nil {
		fail("cosignature", checkCosigned(asked.Cosigned.Note, asked.Cosigned.Key))
	}
	if asked.Submit != nil {
		fail("submission", submit(asked.Submit.URL, asked.Submit.Key, asked.Submit.Old, head.N, signed, reader))
	}
	found.Cosigned.Note, found.Cosigned.Key, err = cosign(opened)
	fail("cosigning", err)
	return found
}

func leafHashes(size int64, reader tlog.HashReader) ([]tlog.Hash, error) {
	indexes := make([]int64, size)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, int64(i))
	}
	return reader.ReadHashes(indexes)
}

func checkProof(policy torchwood.Policy, text string) error {
	leaf, err := torchwood.ProofExtraData([]byte(text))
	if err != nil {
		return err
	}
	return torchwood.VerifyProof(policy, tlog.RecordHash(leaf), []byte(text))
}

func checkSuccession(text string, verifiers []note.Verifier) error {
	opened, err := note.Open([]byte(text), note.VerifierList(verifiers...))
	if err != nil {
		return err
	}
	if len(opened.Sigs) != 2 {
		return fmt.Errorf("signed by %d keys of the log", len(opened.Sigs))
	}
	return nil
}

func checkKept(policy torchwood.Policy, tree tlog.Tree, reader tlog.HashReader, text string) error {
	kept, _, err := torchwood.VerifyCheckpoint([]byte(text), policy)
	if err != nil {
		return err
	}
	if kept.N == 0 || kept.N == tree.N {
		return nil
	}
	p, err := tlog.ProveTree(tree.N, kept.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(p, tree.N, tree.Hash, kept.N, kept.Hash)
}

func checkInclusion(index, size int64, given [][]byte, leaves []tlog.Hash, reader tlog.HashReader) error {
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(hashes(given), size, root, index, leaves[index]); err != nil {
		return err
	}
	leaf := leaves[index]
	return proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(index), uint64(size), leaf[:], given, root[:])
}

func checkConsistency(first, second int64, given [][]byte, reader tlog.HashReader) error {
	before, err := tlog.TreeHash(first, reader)
	if err != nil {
		return err
	}
	after, err := tlog.TreeHash(second, reader)
	if err != nil {
		return err
	}
	if first > 0 {
		if err := tlog.CheckTree(hashes(given), second, after, first, before); err != nil {
			return err
		}
	}
	return proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(first), uint64(second), given, before[:], after[:])
}

func hashes(given [][]byte) []tlog.Hash {
	made := make([]tlog.Hash, len(given))
	for i, bytes := range given {
		copy(made[i][:], bytes)
	}
	return made
}

func checkCosigned(text, key string) error {
	witness, err := torchwood.NewCosignatureVerifier(key)
	if err != nil {
		return err
	}
	_, err = note.Open([]byte(text), note.VerifierList(witness))
	return err
}

// submit sends an add-checkpoint request (c2sp.org/tlog-witness); what comes back must be a cosignature of this checkpoint.
func submit(url, key string, old, size int64, signed []byte, reader tlog.HashReader) error {
	body := fmt.Sprintf("old %d\n", old)
	if old > 0 {
		p, err := tlog.ProveTree(size, old, reader)
		if err != nil {
			return err
		}
		for _, hash := range p {
			body += hash.String() + "\n"
		}
	}
	response, err := http.Post(url, "text/plain", strings.NewReader(body+"\n"+string(signed)))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	lines, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", response.Status, lines)
	}
	return checkCosigned(string(signed)+string(lines), key)
}

func cosign(opened *note.Note) (text, key string, err error) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return "", "", err
	}
	witness, err := torchwood.NewCosignatureSigner("witness.example/go", private)
	if err != nil {
		return "", "", err
	}
	signed, err := note.Sign(opened, witness)
	return string(signed), witness.Verifier().String(), err
}
