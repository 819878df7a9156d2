# Rendered by cdk8s-fortress. Change the code, not this file.
# The firewall of k3s-master; run it there, as root: sh ufw-k3s-master.sh
set -eu
ufw --force reset
ufw default deny incoming
ufw default allow outgoing
ufw default allow routed
ufw allow in proto tcp from 192.168.32.0/24 to any port 22 comment 'SSH'
ufw allow in proto tcp from 192.168.32.126 to any port 6443 comment 'Kubernetes API server, for GitLab'
ufw allow in proto tcp from 192.168.32.0/24 to any port 6443 comment 'Kubernetes API server, for nodes'
ufw allow in proto tcp from 192.168.32.0/24 to any port 10250 comment 'kubelet'
ufw allow in proto udp from 192.168.32.0/24 to any port 8472 comment 'Cilium, packets of pods'
ufw allow in proto tcp from 192.168.32.0/24 to any port 4240 comment 'Cilium, health of nodes'
ufw allow in proto tcp from 192.168.32.0/24 to any port 4244 comment 'Hubble, flows of nodes'
ufw allow in proto tcp from 192.168.32.0/24 to any port 80 comment 'gateway, which redirects'
ufw allow in proto tcp from 192.168.32.0/24 to any port 443 comment 'gateway'
ufw --force enable
