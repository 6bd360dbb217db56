// Command agent is an ssh-agent with one new Ed25519 key, which litewitness takes its key from. It listens on the socket that
// it is given, writes the fingerprint of the key to standard output, and ends when standard input does.
package main

import (
	"crypto/ed25519"
	"fmt"
	"io"
	"net"
	"os"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

func main() {
	if err := serve(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func serve(socket string) error {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	keyring := agent.NewKeyring()
	if err := keyring.Add(agent.AddedKey{PrivateKey: private}); err != nil {
		return err
	}
	key, err := ssh.NewPublicKey(public)
	if err != nil {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(keyring, connection)
		}
	}()
	fmt.Println(ssh.FingerprintSHA256(key))
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}
