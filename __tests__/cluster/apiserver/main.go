// A Kubernetes API server for the cluster suite: Kubernetes' own server over an embedded etcd, in one process.
//
// It listens on loopback only, keeps everything below a temporary folder of its own, prints one line of JSON
// ({"server", "token", "directory"}) when it is ready, and stops when its standard input ends: whoever started it may
// be killed, and nothing stays behind.
//
// There are no controllers and no kubelet: the suite writes the statuses that they would.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

const startTimeout = 90 * time.Second

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	directory, err := os.MkdirTemp("", "fortress-apiserver-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(directory)

	etcd, endpoint, err := startEtcd(filepath.Join(directory, "etcd"))
	if err != nil {
		return err
	}
	defer etcd.Close()

	port, err := freePort()
	if err != nil {
		return err
	}
	token, err := writeToken(filepath.Join(directory, "tokens.csv"))
	if err != nil {
		return err
	}
	if err := writeKey(filepath.Join(directory, "service-account.key")); err != nil {
		return err
	}

	failed := make(chan error, 1)
	go func() { failed <- startAPIServer(directory, endpoint, port) }()
	server := fmt.Sprintf("https://127.0.0.1:%d", port)
	if err := waitReady(server, token, failed); err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]string{"server": server, "token": token, "directory": directory}); err != nil {
		return err
	}

	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	select {
	case err := <-failed:
		return err
	case <-ended:
		return nil
	}
}

// startEtcd needs no durability: what it holds ends with this process.
func startEtcd(directory string) (*embed.Etcd, string, error) {
	client, err := freeURL()
	if err != nil {
		return nil, "", err
	}
	peer, err := freeURL()
	if err != nil {
		return nil, "", err
	}
	config := embed.NewConfig()
	config.Dir = directory
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	config.ListenClientUrls = []url.URL{client}
	config.AdvertiseClientUrls = []url.URL{client}
	config.ListenPeerUrls = []url.URL{peer}
	config.AdvertisePeerUrls = []url.URL{peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return nil, "", err
	}
	select {
	case <-etcd.Server.ReadyNotify():
		return etcd, client.String(), nil
	case err := <-etcd.Err():
		return nil, "", err
	case <-time.After(startTimeout):
		etcd.Close()
		return nil, "", fmt.Errorf("etcd was not ready within %s", startTimeout)
	}
}

func startAPIServer(directory, etcd string, port int) error {
	key := filepath.Join(directory, "service-account.key")
	command := app.NewAPIServerCommand()
	command.SetArgs([]string{
		"--allow-privileged=true",
		"--etcd-servers=" + etcd,
		fmt.Sprintf("--secure-port=%d", port),
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		"--cert-dir=" + filepath.Join(directory, "certificates"),
		"--service-account-key-file=" + key,
		"--service-account-signing-key-file=" + key,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-cluster-ip-range=10.43.0.0/16",
		"--token-auth-file=" + filepath.Join(directory, "tokens.csv"),
		"--authorization-mode=RBAC",
		"--enable-admission-plugins=PodNodeSelector,PodTolerationRestriction",
		"--disable-admission-plugins=ServiceAccount",
		"--endpoint-reconciler-type=none",
		// Nobody competes here, and each request would cost a queue of its own.
		"--enable-priority-and-fairness=false",
	})
	return command.ExecuteContext(context.Background())
}

func waitReady(server, token string, failed <-chan error) error {
	// The certificate is made by the server itself a moment ago, on loopback.
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	for deadline := time.Now().Add(startTimeout); time.Now().Before(deadline); {
		select {
		case err := <-failed:
			return fmt.Errorf("the API server ended: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
		request, err := http.NewRequest(http.MethodGet, server+"/readyz", nil)
		if err != nil {
			return err
		}
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := client.Do(request)
		if err != nil {
			continue
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return nil
		}
	}
	return fmt.Errorf("the API server was not ready within %s", startTimeout)
}

// writeToken makes the one user of the suite a member of system:masters.
func writeToken(file string) (string, error) {
	secret := make([]byte, 16)
	if _, err := rand.Read(secret); err != nil {
		return "", err
	}
	token := hex.EncodeToString(secret)
	return token, os.WriteFile(file, []byte(token+",suite,suite,system:masters\n"), 0o600)
}

func writeKey(file string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	bytes, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: bytes}), 0o600)
}

func freeURL() (url.URL, error) {
	port, err := freePort()
	return url.URL{Scheme: "http", Host: fmt.Sprintf("127.0.0.1:%d", port)}, err
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
